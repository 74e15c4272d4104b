package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.PauseFlow;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cancel from another thread reaches the statement, whenever it comes. */
@Timeout(60)
class QueryCancelTest {
  private static final String QUERY_CANCELED = "57014";
  private static final CompletableFuture<Void> QUERY_RUNS = new CompletableFuture<>();

  /** A function of the database, called for each row. */
  public static final class Slow {
    private Slow() {}

    public static int slowly(int number) throws InterruptedException {
      QUERY_RUNS.complete(null);
      Thread.sleep(1);
      return number;
    }
  }

  @Test
  void aRunningQueryOfARealDatabaseIsCancelled() throws Exception {
    JdbcConnectionPool database =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:;INIT=create alias slowly for '" + Slow.class.getName() + ".slowly'",
            "sa",
            "");
    QueryIterator<Integer> numbers =
        QuerySequence.on(database)
            .sql("select slowly(cast(x as int)) from system_range(1, 10000000)")
            .map(row -> row.getInt(1));

    CompletableFuture<SQLException> reader = failureOf(numbers);
    CompletableFuture.anyOf(QUERY_RUNS, reader).get();
    numbers.cancel();
    assertThat(reader.get().getSQLState()).isEqualTo(QUERY_CANCELED);
    numbers.close();
    assertThat(database.getActiveConnections()).isZero();
    database.dispose();
  }

  @Test
  void aCancelThatTheDriverIgnoresIsRepeated() throws Exception {
    CountDownLatch executing = new CountDownLatch(1);
    CountDownLatch cancels = new CountDownLatch(3);
    SQLException cancelled = new SQLException("cancelled by the server");
    RecordingDriver driver =
        RecordingDriver.postgres()
            .during("PreparedStatement.cancel", cancels::countDown)
            .during(
                "PreparedStatement.executeQuery",
                () -> {
                  executing.countDown();
                  await(cancels);
                  throw cancelled;
                });
    QueryIterator<Integer> numbers = numbers(driver);
    CompletableFuture<SQLException> reader = failureOf(numbers);
    executing.await();
    numbers.cancel();
    assertThat((Throwable) reader.get()).isSameAs(cancelled).hasNoSuppressedExceptions();
    assertThat(driver.calls).contains("Connection.rollback()");
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
  }

  /** PostgreSQL's driver sends but one, which is lost if it arrives before the query does. */
  @Test
  void theFirstCancelLeavesTheDriverTimeToSendTheQuery() throws Exception {
    AtomicLong firstCancel = new AtomicLong();
    CountDownLatch executing = new CountDownLatch(1);
    QueryIterator<Integer> numbers =
        executingUntilCancelled(executing, () -> firstCancel.compareAndSet(0, System.nanoTime()));
    CompletableFuture<SQLException> reader = failureOf(numbers);
    executing.await();
    long start = System.nanoTime();
    numbers.cancel();
    assertThat(reader.get().getSQLState()).isEqualTo(QUERY_CANCELED);
    assertThat(firstCancel.get() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(40));
  }

  @Test
  void anInterruptedCancelReachesTheStatement() throws Exception {
    CountDownLatch executing = new CountDownLatch(1);
    QueryIterator<Integer> numbers = executingUntilCancelled(executing, () -> {});
    CompletableFuture<SQLException> reader = failureOf(numbers);
    executing.await();
    Thread.currentThread().interrupt();
    numbers.cancel();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(reader.get().getSQLState()).isEqualTo(QUERY_CANCELED);
  }

  private static QueryIterator<Integer> executingUntilCancelled(
      CountDownLatch executing, Runnable onCancel) {
    CountDownLatch cancelled = new CountDownLatch(1);
    return numbers(
        RecordingDriver.postgres()
            .during(
                "PreparedStatement.cancel",
                () -> {
                  onCancel.run();
                  cancelled.countDown();
                })
            .during(
                "PreparedStatement.executeQuery",
                () -> {
                  executing.countDown();
                  await(cancelled);
                }));
  }

  @Test
  void aCancelWhileTheStatementIsPreparedKeepsItFromBeingExecuted() throws Exception {
    assertNotExecutedWhenCancelledDuring("Connection.prepareStatement");
  }

  @Test
  void aCancelWhileTheConnectionIsAwaitedKeepsTheQueryFromBeingExecuted() throws Exception {
    assertNotExecutedWhenCancelledDuring("DataSource.getConnection");
  }

  @Test
  void aCancelledIteratorIsNotOpened() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers = numbers(driver);
    numbers.cancel();
    assertThatThrownBy(numbers::next)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(QUERY_CANCELED));
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void aCancelBetweenTwoRowsLeavesTheStatementAlone() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers = numbers(driver);
    assertThat(numbers.next()).isEqualTo(1);
    numbers.cancel();
    assertThatThrownBy(numbers::next).isInstanceOf(SQLException.class);
    assertThat(driver.calls)
        .doesNotContain("PreparedStatement.cancel()")
        .contains("Connection.rollback()");
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
  }

  @Test
  void aCancelAfterTheCloseDoesNothing() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers = numbers(driver);
    numbers.next();
    numbers.close();
    numbers.cancel();
    assertThat(driver.calls).doesNotContain("PreparedStatement.cancel()");
  }

  @Test
  void aDriverThatCannotCancelSaysSo() throws Exception {
    CountDownLatch executing = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    SQLException unsupported = new SQLException("cannot cancel");
    RecordingDriver driver =
        RecordingDriver.postgres()
            .during(
                "PreparedStatement.cancel",
                () -> {
                  throw unsupported;
                })
            .during(
                "PreparedStatement.executeQuery",
                () -> {
                  executing.countDown();
                  await(answer);
                });
    QueryIterator<Integer> numbers = numbers(driver);
    CompletableFuture<SQLException> reader = failureOf(numbers);
    executing.await();
    assertThatThrownBy(numbers::cancel).isSameAs(unsupported);
    answer.countDown();
    assertThat(reader.get().getSQLState()).isEqualTo(QUERY_CANCELED);
    assertThat(driver.calls).doesNotContain("ResultSet.next()");
  }

  @Test
  void aCancelBetweenTwoCallsOfTheDriverCancelsNothing() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    AtomicReference<Thread> canceller = new AtomicReference<>();
    AtomicReference<QueryIterator<Integer>> numbers = new AtomicReference<>();
    numbers.set(
        QuerySequence.on(driver.dataSource())
            .sql("select n from t")
            .map(
                row -> {
                  Thread thread = new Thread(() -> cancel(numbers.get()));
                  canceller.set(thread);
                  thread.start();
                  while (thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait(); // until it has looked whether there is anything to cancel
                  }
                  return row.getInt(1);
                }));
    assertThat(numbers.get().next()).isEqualTo(1);
    canceller.get().join();
    assertThat(driver.calls).doesNotContain("PreparedStatement.cancel()");
    numbers.get().close();
  }

  private static void assertNotExecutedWhenCancelledDuring(String call) throws Exception {
    AtomicReference<QueryIterator<Integer>> iterator = new AtomicReference<>();
    AtomicReference<Thread> canceller = new AtomicReference<>();
    RecordingDriver driver =
        RecordingDriver.postgres()
            .during(
                call,
                () -> {
                  Thread thread = new Thread(() -> cancel(iterator.get()));
                  canceller.set(thread);
                  thread.start();
                  while (thread.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait(); // until it waits for this thread to leave its call
                  }
                });
    iterator.set(numbers(driver));
    assertThatThrownBy(iterator.get()::next)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(QUERY_CANCELED));
    canceller.get().join();
    assertThat(driver.calls).doesNotContain("PreparedStatement.executeQuery()");
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
  }

  private static CompletableFuture<SQLException> failureOf(QueryIterator<Integer> numbers) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            throw new AssertionError("not cancelled, but " + numbers.next());
          } catch (SQLException failure) {
            return failure;
          } catch (PauseFlow pause) {
            throw new AssertionError("not cancelled, but at a row without an item", pause);
          }
        });
  }

  private static QueryIterator<Integer> numbers(RecordingDriver driver) {
    return QuerySequence.on(driver.dataSource()).sql("select n from t").map(row -> row.getInt(1));
  }

  private static void cancel(QueryIterator<Integer> iterator) {
    try {
      iterator.cancel();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
  }
}
