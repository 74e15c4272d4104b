package dev.stageflow.tests.database;

import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.tests.durable.Invoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM that makes a stored run, and is killed by SIGKILL. */
final class KilledProcess {
  private static final int LONGEST_MILLIS = 500;
  private static final int LONGEST_INTERVAL_MILLIS = 5;

  private KilledProcess() {}

  /** Makes the run, on the database that its URL names. */
  public static final class Program {
    private static final int NANOS_OF_A_LINE = 200_000;
    private static final int PRICING_THREADS = 2;

    private Program() {}

    /** Makes the run. */
    public static void main(String[] arguments) throws Exception {
      DataSource database = database(arguments[0]);
      Duration interval = Duration.ofMillis(Integer.parseInt(arguments[1]));
      JdbcFlowStore store = JdbcFlowStore.of(database).waitFor(Duration.ofMinutes(1));
      ExecutorService pricing = Executors.newFixedThreadPool(PRICING_THREADS);
      System.out.println("begun");
      try {
        KilledRuns.runner(store, new Invoices(database, pricing, NANOS_OF_A_LINE))
            .saveEvery(interval)
            .run(KilledRuns.INSERT);
      } finally {
        pricing.shutdown();
      }
    }
  }

  static DataSource database(String url) {
    if (url.startsWith("jdbc:h2:")) {
      JdbcDataSource database = new JdbcDataSource();
      database.setURL(url);
      return database;
    }
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setURL(url);
    return database;
  }

  /**
   * Has processes make the run until one comes to its end.
   *
   * @param most how often they are killed at most
   * @return how often they were
   */
  static int run(String url, Random random, int most) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("stageflow-killed", ".txt");
    try {
      for (int kills = 0; ; kills++) {
        Process process = start(url, random.nextInt(LONGEST_INTERVAL_MILLIS), errors);
        process.getInputStream().read();
        long millis = kills < most ? random.nextInt(LONGEST_MILLIS) : Integer.MAX_VALUE;
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
          if (process.exitValue() == 0) {
            return kills;
          }
          throw new AssertionError(Files.readString(errors));
        }
        process.destroyForcibly().waitFor();
      }
    } finally {
      Files.delete(errors);
    }
  }

  private static Process start(String url, int interval, Path errors) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName(),
                url,
                Integer.toString(interval)))
        .redirectError(errors.toFile())
        .start();
  }
}
