package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch of rows is written by a tunnelled stage, and cancelled with its run. */
@org.junit.jupiter.api.Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BatchStageTest {
  private static volatile CompletableFuture<Thread> writing;
  private static volatile boolean interrupted;

  private JdbcConnectionPool database;

  /** A function of the database, called for each row. */
  public static final class Slow {
    private Slow() {}

    public static int slowly(int number) {
      writing.complete(Thread.currentThread());
      try {
        Thread.sleep(1);
      } catch (InterruptedException interrupt) {
        interrupted = true;
      }
      return number;
    }
  }

  @BeforeEach
  void create() throws SQLException {
    writing = new CompletableFuture<>();
    interrupted = false;
    database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    execute("create table numbers (id bigint generated always as identity, number int)");
    execute("create alias slowly for '" + Slow.class.getName() + ".slowly'");
  }

  @AfterEach
  void allConnectionsWereGivenBack() {
    assertThat(database.getActiveConnections()).isZero();
    database.dispose();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int count() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from numbers")) {
      count.next();
      return count.getInt(1);
    }
  }

  record Saving(DataSource database) {
    @Tunnel
    @Function
    List<Long> save(List<Integer> numbers) throws SQLException {
      return BatchUpdate.on(database)
          .sql("insert into numbers (number) values (?)")
          .rows(numbers, (number, row) -> row.bind(number))
          .execute(List.of("id"), key -> key.getLong(1));
    }
  }

  static Stream<Named<FlowMaker<Saving, List<Integer>, List<Long>>>> saving() {
    return Flows.of(
        BatchStageTest_SavingFlow::of,
        d -> Flow.<List<Integer>>begin().function(d::save).tunnel().build());
  }

  @ParameterizedTest
  @MethodSource("saving")
  void whatIsGeneratedGoesOn(FlowMaker<Saving, List<Integer>, List<Long>> maker) throws Exception {
    Flow<List<Integer>, List<Long>> flow = maker.of(new Saving(database));
    assertThat(flow.single(List.of(7, 8, 9))).containsExactly(1L, 2L, 3L);
    assertThat(flow.single(List.of(5))).containsExactly(4L);
    assertThat(flow.single(List.of())).isEmpty();
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void itsFailureIsTheRunsOwn() throws SQLException {
    execute("alter table numbers add constraint positive check (number > 0)");
    assertThatThrownBy(
            () -> BatchStageTest_SavingFlow.of(new Saving(database)).collect(List.of(1, 0, 2)))
        .isInstanceOf(BatchUpdateException.class)
        .hasMessageContaining("POSITIVE");
    assertThat(count()).isZero();
  }

  /** What the database writes for longer than any test takes: one row of a batch. */
  static class Endless {
    final DataSource database;
    int calls;

    Endless(DataSource database) {
      this.database = database;
    }

    @Tunnel
    @Function
    long save(int number) throws SQLException {
      calls++;
      return BatchUpdate.on(database)
          .sql("insert into numbers (number) select slowly(?) from system_range(1, 10000000000)")
          .rows(List.of(number), (each, row) -> row.bind(each))
          .execute();
    }
  }

  static Stream<Named<FlowMaker<Endless, Integer, Long>>> endless() {
    return Flows.of(
        BatchStageTest_EndlessFlow::of,
        d -> Flow.<Integer>begin().function(d::save).tunnel().build());
  }

  @ParameterizedTest
  @MethodSource("endless")
  void aCancelledRunCancelsTheStatementAndWritesNothing(FlowMaker<Endless, Integer, Long> maker)
      throws Exception {
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Endless(database)).on(loop).start(1);
    loop.runAll();
    writing.get();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class)
        .hasNoSuppressedExceptions();
    assertThat(interrupted).isFalse();
    assertThat(database.getActiveConnections()).isZero();
    assertThat(count()).isZero();
  }

  /** Has something else to do before it writes, of which no interrupt keeps it. */
  static final class Late extends Endless {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);

    Late(DataSource database) {
      super(database);
    }

    @Tunnel
    @Function
    @Override
    long save(int number) throws SQLException {
      begun.countDown();
      while (cancelled.getCount() > 0) {
        Thread.onSpinWait();
      }
      Thread.interrupted();
      return super.save(number);
    }
  }

  static Stream<Named<FlowMaker<Late, Integer, Long>>> late() {
    return Flows.of(
        BatchStageTest_LateFlow::of, d -> Flow.<Integer>begin().function(d::save).tunnel().build());
  }

  @ParameterizedTest
  @MethodSource("late")
  void aBatchIsNotSentAfterTheCancel(FlowMaker<Late, Integer, Long> maker) throws Exception {
    Late definition = new Late(database);
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(definition).on(loop).start(1);
    loop.runAll();
    definition.begun.await();
    run.cancel();
    loop.runAll();
    definition.cancelled.countDown();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(writing.isDone()).isFalse();
  }

  static final class Impatient extends Endless {
    Impatient(DataSource database) {
      super(database);
    }

    @Timeout(millis = 20)
    @Retry(times = 1, backoffMillis = 0, on = TimeoutException.class)
    @Tunnel
    @Function
    @Override
    long save(int number) throws SQLException {
      return super.save(number);
    }
  }

  static Stream<Named<FlowMaker<Impatient, Integer, Long>>> impatient() {
    return Flows.of(
        BatchStageTest_ImpatientFlow::of,
        d ->
            Flow.<Integer>begin()
                .function(d::save)
                .tunnel()
                .timeout(Duration.ofMillis(20))
                .retry(RetryPolicy.of(1).withBackoff(Duration.ZERO).on(TimeoutException.class))
                .build());
  }

  @ParameterizedTest
  @MethodSource("impatient")
  void aBatchThatTakesTooLongIsCancelledAndTriedAgain(FlowMaker<Impatient, Integer, Long> maker)
      throws Exception {
    Impatient definition = new Impatient(database);
    Flow<Integer, Long> flow = maker.of(definition);
    assertThatThrownBy(() -> flow.collect(1)).isInstanceOf(TimeoutException.class);
    assertThat(definition.calls).isEqualTo(2);
    assertThat(interrupted).isFalse();
    assertThat(count()).isZero();
  }
}
