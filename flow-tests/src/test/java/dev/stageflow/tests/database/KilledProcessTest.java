package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.FlowRun;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.tests.durable.Invoices;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed by SIGKILL, and a database that is, write each row once.
 *
 * <p>{@code -Dstageflow.kills=100} kills more of them; {@code -Dstageflow.kills.seed=1} at other
 * times.
 */
@Timeout(1_200)
class KilledProcessTest {
  private static final int KILLS =
      Integer.getInteger("stageflow.kills", Boolean.getBoolean("stageflow.large") ? 15 : 3);
  private static final long SEED = Long.getLong("stageflow.kills.seed", 2_026);

  /** A process writes the rows of about as many until it is killed. */
  private static final int CUSTOMERS_OF_A_KILL = 10;

  private static void kill(String url, TestReporter reporter)
      throws IOException, InterruptedException, SQLException {
    int customers = (KILLS + 2) * CUSTOMERS_OF_A_KILL;
    KilledRuns.create(KilledProcess.database(url), customers);
    int kills = KilledProcess.run(url, new Random(SEED), KILLS);
    reporter.publishEntry("kills", Integer.toString(kills));
    assertThat(KilledRuns.fault(KilledProcess.database(url), customers))
        .as("%d kills, seed %d", kills, SEED)
        .isEmpty();
    assertThat(kills).isPositive();
  }

  @Test
  void onH2(@TempDir Path folder, TestReporter reporter) throws Exception {
    kill("jdbc:h2:file:" + folder.resolve("killed"), reporter);
  }

  @Test
  void onPostgres(TestReporter reporter) throws Exception {
    try (Postgres server = Postgres.start()) {
      kill(server.url(), reporter);
    }
  }

  @Test
  void aRunWhoseDatabaseIsKilledGoesOnWhenItIsBack(TestReporter reporter) throws Exception {
    int customers = Math.max(20, KILLS) * CUSTOMERS_OF_A_KILL;
    Random random = new Random(SEED);
    ExecutorService loop = Executors.newSingleThreadExecutor();
    ExecutorService pricing = Executors.newFixedThreadPool(2);
    try (Postgres server = Postgres.start()) {
      KilledRuns.create(server.dataSource(), customers);
      // One store: it notices that its connection is lost.
      JdbcFlowStore store = JdbcFlowStore.of(server.dataSource());
      int kills = 0;
      Throwable failure;
      do {
        FlowRun run =
            KilledRuns.runner(store, new Invoices(server.dataSource(), pricing, 20_000))
                .on(loop)
                .start(KilledRuns.INSERT);
        CompletableFuture<Void> completion = run.completion().toCompletableFuture();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
        server.crash();
        failure = catchThrowable(completion::get);
        if (failure != null) {
          assertThat(failure).hasCauseInstanceOf(SQLException.class);
          kills++;
        }
      } while (failure != null && kills < KILLS);
      reporter.publishEntry("kills", Integer.toString(kills));
      assertThat(kills).isPositive();
      // On a fast machine a run may have written everything before its database was killed.
      if (failure != null) {
        KilledRuns.runner(store, new Invoices(server.dataSource(), pricing, 0))
            .run(KilledRuns.INSERT);
      }
      assertThat(KilledRuns.fault(server.dataSource(), customers)).as("seed %d", SEED).isEmpty();
    } finally {
      pricing.shutdown();
      loop.shutdown();
    }
  }
}
