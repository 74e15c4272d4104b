package dev.stageflow.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTrace;
import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IngestTest {
  private static final int CHUNK_LENGTH = 400;

  @TempDir private Path data;
  private HikariDataSource database;

  @BeforeEach
  void open() throws Exception {
    Documents.generate(data.resolve("documents"), 60);
    database = Database.open("jdbc:h2:mem:" + UUID.randomUUID());
  }

  @AfterEach
  void close() {
    assertThat(database.getHikariPoolMXBean().getActiveConnections()).isZero();
    database.close();
  }

  private IngestJob start(EmbeddingServer service) throws Exception {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(20)
            .limitRefreshPeriod(Duration.ofMillis(50))
            .build();
    Gate gate = Gate.of(RateLimiter.of("embeddings", config));
    return new IngestJob(
        data.resolve("documents"), database, service.address(), gate, data.resolve("rejects"));
  }

  private List<String> allChunks() throws IOException {
    List<String> chunks = new ArrayList<>();
    try (Stream<Path> files = Files.list(data.resolve("documents"))) {
      for (Path file : files.sorted().toList()) {
        int length = Files.readString(file).length();
        for (int start = 0; start < length; start += CHUNK_LENGTH) {
          chunks.add(file.getFileName() + "#" + (start / CHUNK_LENGTH + 1));
        }
      }
    }
    return chunks;
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select document, number, vector from chunk")) {
      while (row.next()) {
        assertThat(row.getString(3)).matches("\\[.+]");
        rows.add(row.getString(1) + "#" + row.getInt(2));
      }
    }
    return rows;
  }

  private List<String> rejects() throws IOException {
    return Files.readAllLines(data.resolve("rejects")).stream()
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  /** Each chunk is in one of the two, once: there are as many as chunks, and none is missing. */
  private void assertEachChunkIsARowOrAReject() throws Exception {
    List<String> all = new ArrayList<>(rows());
    all.addAll(rejects());
    assertThat(all).containsExactlyInAnyOrderElementsOf(allChunks());
  }

  /** Turns requests away, is ill, and forgets one; each further try may meet the same. */
  private static int moody(int request) {
    return request == 9
        ? EmbeddingServer.NEVER
        : request % 11 == 5
            ? EmbeddingServer.TOO_MANY
            : request % 17 == 3 ? EmbeddingServer.UNAVAILABLE : EmbeddingServer.OK;
  }

  @Test
  void eachChunkIsARowOrARejectExactlyOnce() throws Exception {
    try (EmbeddingServer service = EmbeddingServer.start(IngestTest::moody, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();

      assertThat(job.saved).hasValue(rows().size());
      assertThat(job.rejected.get()).isBetween(1L, 32L); // those beside the damaged one
      assertThat(service.mostAtWork()).isLessThanOrEqualTo(16);
    }
    assertEachChunkIsARowOrAReject();
    assertThat(Files.readString(data.resolve("rejects"))).contains("answers 400: not a text");
  }

  @Test
  void aServiceThatIsAlwaysBusyMakesRejectsAndNoFailure() throws Exception {
    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.TOO_MANY, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();
    }
    assertThat(rows()).isEmpty();
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void aRunThatIsStoppedInTheMiddleGoesOnWithTheNextStart() throws Exception {
    int answered = 10;
    FlowRun stopped;
    long saved;
    try (EmbeddingServer service =
            EmbeddingServer.start(
                n -> n <= answered ? EmbeddingServer.OK : EmbeddingServer.NEVER, 0);
        IngestJob job = start(service)) {
      stopped = job.run;
      await().until(() -> service.requests() >= answered + 16 && job.saved.get() > 0);
      FlowTrace trace = stopped.trace().toCompletableFuture().join();
      assertThat(trace.toString()).contains("Ingest.embed", "in flight: 32 from document-00");
      saved = job.saved.get();
    }
    assertThat(stopped.state()).isEqualTo(State.CANCELLED);
    assertThat(rows())
        .hasSizeBetween((int) saved, 32 * answered)
        .doesNotHaveDuplicates()
        .isSubsetOf(allChunks());

    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.OK, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();
    }
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void aRunThatIsToldToStopSavesWhatItHasReadAndNoMore() throws Exception {
    AtomicBoolean told = new AtomicBoolean();
    try (EmbeddingServer service =
            EmbeddingServer.start(
                n -> n <= 10 || told.get() ? EmbeddingServer.OK : EmbeddingServer.NEVER, 0);
        IngestJob job = start(service)) {
      await().until(() -> service.requests() >= 10 + 16 && job.saved.get() > 0);
      assertThat(job.stop()).isTrue();
      assertThat(job.run.state().isEnd()).isFalse();
      told.set(true);
      job.run.completion().toCompletableFuture().join();
      assertThat(job.run.state()).isEqualTo(State.COMPLETED);
    }
    List<String> done = new ArrayList<>(rows());
    done.addAll(rejects());
    // What it has taken it has finished, so nothing is missing before the last of it.
    assertThat(done)
        .hasSizeGreaterThan(16)
        .hasSizeLessThan(allChunks().size())
        .containsExactlyInAnyOrderElementsOf(allChunks().subList(0, done.size()));

    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.OK, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();
    }
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void aRunThatIsToldToStopTwiceIsCancelled() throws Exception {
    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.NEVER, 0);
        IngestJob job = start(service)) {
      await().until(() -> service.requests() >= 16);
      assertThat(job.stop()).isTrue();
      assertThat(job.run.state().isEnd()).isFalse();
      assertThat(job.stop()).isFalse();
      assertThat(job.run.completion().toCompletableFuture()).failsWithin(Duration.ofMinutes(1));
      assertThat(job.run.state()).isEqualTo(State.CANCELLED);
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void theProgressBarShowsShareRateAndWhatIsLeft() {
    assertThat(ProgressBar.line(0.4, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("[============                  ]  40 %, 3,000 chunks, 1,500/s, 3 s left ");
    assertThat(ProgressBar.line(0, 0, Duration.ZERO)).endsWith("0/s, ? s left ");
  }
}
