package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowStore;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.tests.durable.Invoices;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs whose process is killed write each row once, though no key keeps a row from being written
 * twice.
 */
@Timeout(120)
abstract class KilledRunsContract {
  private static final int CUSTOMERS = 100;
  private final ExecutorService loop = Executors.newSingleThreadExecutor();
  private final ExecutorService pricing = Executors.newFixedThreadPool(2);

  /** Makes connections to the database, a new session each. */
  abstract DataSource database();

  @BeforeEach
  void create() throws SQLException {
    KilledRuns.create(database(), CUSTOMERS);
  }

  @AfterEach
  void endLoop() {
    loop.shutdown();
    pricing.shutdown();
  }

  private DurableSourceRunner<Invoices.Row, Connection> runner(
      FlowStore<Connection> store, DataSource orders) {
    return KilledRuns.runner(store, new Invoices(orders, pricing, 0));
  }

  @Test
  void eachRowIsWrittenOnceThoughTheProcessIsKilledTimeAndAgain() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int kills = 0;
    boolean finished = false;
    while (!finished) {
      Connections process = new Connections(this::database);
      CountDownLatch saves = new CountDownLatch(random.nextInt(4));
      FlowRun run =
          runner(JdbcFlowStore.of(process), process)
              .on(loop)
              .start(
                  DurableSink.batch(
                      (rows, connection) -> {
                        saves.countDown();
                        KilledRuns.insert(rows, connection);
                      }));
      CompletionStage<Void> completion = run.completion();
      boolean hasSaved = false;
      while (!hasSaved && !run.state().isEnd()) {
        hasSaved = saves.await(1, TimeUnit.MILLISECONDS);
      }
      TimeUnit.MICROSECONDS.sleep(random.nextInt(10_000));
      if (!run.state().isEnd()) {
        process.killForGood();
        kills++;
      }
      run.cancel();
      Throwable failure =
          catchThrowable(() -> completion.toCompletableFuture().get(30, TimeUnit.SECONDS));
      finished = failure == null || kills > 1_000;
      assertThat(process.open()).isZero();
    }
    assertThat(KilledRuns.fault(database(), CUSTOMERS))
        .as("seed %d, %d kills", seed, kills)
        .isEmpty();
    assertThat(kills).isPositive();
    assertThat(JdbcFlowStore.of(database()).runs())
        .extracting(StoredRun::state)
        .containsExactly(StoredRun.State.FINISHED);
  }

  @Test
  void twoThatMakeOneRunWriteEachRowOnce() throws Exception {
    JdbcFlowStore patient = JdbcFlowStore.of(database()).waitFor(Duration.ofMinutes(1));
    FlowRun first = runner(patient, database()).on(loop).start(KilledRuns.INSERT);
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      FlowRun second =
          runner(JdbcFlowStore.of(database()).waitFor(Duration.ofMinutes(1)), database())
              .on(another)
              .start(KilledRuns.INSERT);
      first.completion().toCompletableFuture().get();
      second.completion().toCompletableFuture().get();
    } finally {
      another.shutdown();
    }
    assertThat(KilledRuns.fault(database(), CUSTOMERS)).isEmpty();
  }

  @Test
  void twoThatMakeOneRunAfterALostConnectionWriteEachRowOnce() throws Exception {
    Connections process = new Connections(this::database);
    FlowRun[] other = new FlowRun[1];
    AtomicInteger saves = new AtomicInteger();
    ExecutorService another = Executors.newSingleThreadExecutor();
    try {
      FlowRun first =
          runner(JdbcFlowStore.of(process), database())
              .on(loop)
              .start(
                  DurableSink.batch(
                      (rows, connection) -> {
                        KilledRuns.insert(rows, connection);
                        if (other[0] == null && saves.getAndIncrement() > 0) {
                          process.killAllBut(connection);
                          RunStates.awaitNone(database(), StoredRun.State.RUNNING);
                          other[0] =
                              runner(JdbcFlowStore.of(database()), database())
                                  .on(another)
                                  .start(KilledRuns.INSERT);
                        }
                      }));
      Throwable failure = catchThrowable(() -> first.completion().toCompletableFuture().get());
      assertThat(failure).hasCauseInstanceOf(RunInUseException.class);
      other[0].completion().toCompletableFuture().get();
    } finally {
      another.shutdown();
    }
    assertThat(KilledRuns.fault(database(), CUSTOMERS)).isEmpty();
  }
}
