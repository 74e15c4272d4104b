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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class IngestTest {
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

  private IngestJob start(EmbeddingServer service) {
    RateLimiterConfig config =
        RateLimiterConfig.custom()
            .limitForPeriod(20)
            .limitRefreshPeriod(Duration.ofMillis(50))
            .build();
    Gate gate = Gate.of(RateLimiter.of("embeddings", config));
    return new IngestJob(data.resolve("documents"), database, service.address(), gate);
  }

  private List<String> rows(String table) throws SQLException {
    return Chunks.in(table, database);
  }

  private List<String> distinct(String column, String table) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select distinct " + column + " from " + table)) {
      while (row.next()) {
        values.add(row.getString(1));
      }
    }
    return values;
  }

  /** Each chunk is in one of the two, once: there are as many as chunks, and none is missing. */
  private void assertEachChunkIsARowOrAReject() throws Exception {
    assertThat(Chunks.in(database))
        .containsExactlyInAnyOrderElementsOf(Chunks.of(data.resolve("documents")));
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

      assertThat(service.mostAtWork()).isLessThanOrEqualTo(16);
    }
    assertEachChunkIsARowOrAReject();
    assertThat(distinct("vector", "chunk")).allMatch(vector -> vector.matches("\\[.+]"));
    assertThat(rows("reject")).hasSizeBetween(1, 32); // those beside the damaged one
    assertThat(distinct("reason", "reject"))
        .containsExactly("java.io.IOException: the service answers 400: not a text");
  }

  @Test
  void aServiceThatIsAlwaysBusyMakesRejectsAndNoFailure() throws Exception {
    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.TOO_MANY, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();
    }
    assertThat(rows("chunk")).isEmpty();
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void aRunThatIsStoppedInTheMiddleGoesOnWithTheNextStart() throws Exception {
    int answered = 10;
    FlowRun stopped;
    try (EmbeddingServer service =
            EmbeddingServer.start(
                n -> n <= answered ? EmbeddingServer.OK : EmbeddingServer.NEVER, 0);
        IngestJob job = start(service)) {
      stopped = job.run;
      await().until(() -> service.requests() >= answered + 16 && !rows("chunk").isEmpty());
      FlowTrace trace = stopped.trace().toCompletableFuture().join();
      assertThat(trace.toString()).contains("Ingest.embed", "in flight: 32 from document-00");
    }
    assertThat(stopped.state()).isEqualTo(State.CANCELLED);
    assertThat(rows("chunk"))
        .hasSizeLessThanOrEqualTo(32 * answered)
        .doesNotHaveDuplicates()
        .isSubsetOf(Chunks.of(data.resolve("documents")));

    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.OK, 0);
        IngestJob job = start(service)) {
      job.run.completion().toCompletableFuture().join();
    }
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void aFolderThatIsDoneIsNotReadAgain() throws Exception {
    try (EmbeddingServer service = EmbeddingServer.start(n -> EmbeddingServer.OK, 0)) {
      try (IngestJob job = start(service)) {
        job.run.completion().toCompletableFuture().join();
      }
      int requests = service.requests();
      try (IngestJob job = start(service)) {
        job.run.completion().toCompletableFuture().join();
      }
      assertThat(service.requests()).isEqualTo(requests);
    }
    assertEachChunkIsARowOrAReject();
  }

  @Test
  void theProgressBarShowsShareRateAndWhatIsLeft() {
    assertThat(ProgressBar.line(0.4, 0.4, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("[============                  ]  40 %, 3,000 chunks, 1,500/s, 3 s left ");
    assertThat(ProgressBar.line(0.8, 0.4, 3_000, Duration.ofSeconds(2)))
        .isEqualTo("[========================      ]  80 %, 3,000 chunks, 1,500/s, 1 s left ");
    assertThat(ProgressBar.line(0, 0, 0, Duration.ZERO)).endsWith("0/s, ? s left ");
  }
}
