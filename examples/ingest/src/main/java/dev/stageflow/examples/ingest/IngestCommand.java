package dev.stageflow.examples.ingest;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jline.utils.Signals;

/**
 * Runs the example: {@code ingest [folder [jdbc-url]]}. Ctrl+C stops it as soon as what it has read
 * is saved, a second Ctrl+C at once; the next start goes on.
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
        IngestJob job =
            new IngestJob(folder, database, service.address(), gate, DATA.resolve("rejects.txt"))) {
      // Without a handler of its own, the JVM would take no notice of a second Ctrl+C.
      Object unused = Signals.register("INT", () -> stop(job));
      Thread main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(job, main)));
      ProgressBar.watch(job.run, job.saved);
      System.out.printf(
          "%s: %,d chunks saved, %,d rejected%n",
          job.run.state(), job.saved.get(), job.rejected.get());
    }
  }

  private static void stop(IngestJob job) {
    if (job.stop() && !job.run.state().isEnd()) {
      System.err.println("\nSaving what has been read; Ctrl+C again gives it up.");
    }
  }

  /** The JVM is told to end: it does so when the main thread has closed what it has opened. */
  private static void stop(IngestJob job, Thread main) {
    stop(job);
    try {
      main.join();
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }
}
