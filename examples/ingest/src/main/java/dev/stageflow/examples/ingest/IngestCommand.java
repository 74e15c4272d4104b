package dev.stageflow.examples.ingest;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs the example: {@code ingest [folder [jdbc-url]]}. It may be stopped by Ctrl+C, {@code kill
 * -9} or a power cut: the same command goes on.
 */
public final class IngestCommand {
  private static final Path DATA = Path.of("ingest-data");

  private IngestCommand() {}

  /** Makes documents where there are none, and brings them into the database. */
  public static void main(String... args) throws Exception {
    Path folder = args.length > 0 ? Path.of(args[0]) : DATA.resolve("documents");
    // H2 would close the database when the JVM is told to stop, under the last rows.
    String url = args.length > 1 ? args[1] : "jdbc:h2:./ingest-data/h2;DB_CLOSE_ON_EXIT=FALSE";
    RateLimiterConfig fiftyPerSecond =
        RateLimiterConfig.custom()
            .limitForPeriod(10)
            .limitRefreshPeriod(Duration.ofMillis(200))
            .build();
    Gate gate = Gate.of(RateLimiter.of("embeddings", fiftyPerSecond));
    Documents.generate(folder, 500);
    try (EmbeddingServer service = EmbeddingServer.start(EmbeddingServer::usual, 1);
        HikariDataSource database = Database.open(url);
        IngestJob job = new IngestJob(folder, database, service.address(), gate)) {
      ProgressBar.watch(job.run);
      System.out.printf(
          "%s: %,d chunks saved, %,d rejected%n",
          job.run.state(), Database.count(database, "chunk"), Database.count(database, "reject"));
    }
  }
}
