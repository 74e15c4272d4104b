package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.FlowStore.Session;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.jdbc.JdbcFlowStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a {@link JdbcFlowStore} does, whatever the database. */
@SuppressWarnings("try") // a session's close() may throw anything
@Timeout(60)
abstract class FlowStoreContract {
  private static final StageConsumer<Connection> NOTHING = connection -> {};

  /** What a process holds that can be killed: its connections. */
  final Connections connections = new Connections(this::database);

  /** The store of one process. */
  JdbcFlowStore store;

  /** That of another one. */
  JdbcFlowStore other;

  /** Makes connections to the database, a new session each. */
  abstract DataSource database();

  @BeforeEach
  void create() throws SQLException {
    execute("drop table if exists stageflow_run");
    execute("drop table if exists stageflow_run_owner");
    execute("drop table if exists numbers");
    execute("create table numbers (number int)");
    store = JdbcFlowStore.of(connections);
    other = JdbcFlowStore.of(database());
    store.createTables();
  }

  private void kill() throws Exception {
    connections.kill();
    RunStates.awaitNone(database(), StoredRun.State.RUNNING);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static StageConsumer<Connection> insert(int number) {
    return connection -> {
      try (Statement statement = connection.createStatement()) {
        statement.execute("insert into numbers values (" + number + ")");
      }
    };
  }

  private List<Integer> numbers() throws SQLException {
    try (Connection connection = database().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select number from numbers order by number")) {
      List<Integer> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getInt(1));
      }
      return numbers;
    }
  }

  private byte[] saved(String id) throws Exception {
    try (Session<Connection> session = other.open(id)) {
      assertThat(session.isFinished()).isFalse();
      return session.saved();
    }
  }

  private StoredRun only() throws SQLException {
    List<StoredRun> runs = other.runs();
    assertThat(runs).hasSize(1);
    return runs.get(0);
  }

  @Test
  void tablesMayBeCreatedTwice() throws Exception {
    store.createTables();
    other.createTables();
    assertThat(store.runs()).isEmpty();
  }

  @Test
  void aNewRunHasNothingSaved() throws Exception {
    assertThat(saved("run")).isNull();
  }

  @Test
  void whatWasSavedIsThereWhenTheRunIsOpenedAgain() throws Exception {
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    try (Session<Connection> session = store.open("run")) {
      session.save(new byte[] {1}, NOTHING);
      session.save(large, NOTHING);
    }
    assertThat(saved("run")).isEqualTo(large);
    assertThat(saved("another")).isNull();
  }

  @Test
  void aStateMayGrowAndShrink() throws Exception {
    try (Session<Connection> session = store.open("run")) {
      for (int size : new int[] {1, 1_000_000, 1_000_001, 3_000_000, 2}) {
        byte[] state = new byte[size];
        state[size - 1] = 9;
        session.save(state, NOTHING);
        assertThat(only().bytes()).isEqualTo(size);
      }
    }
    assertThat(saved("run")).containsExactly(0, 9);
  }

  @Test
  void outputsAreWrittenWithTheSave() throws Exception {
    try (Session<Connection> session = store.open("run")) {
      session.save(new byte[] {1}, insert(1));
      session.save(new byte[] {2}, insert(2));
    }
    assertThat(numbers()).containsExactly(1, 2);
  }

  @Test
  void neitherOutputsNorSaveAreWrittenIfOneFails() throws Exception {
    IllegalStateException failure = new IllegalStateException();
    try (Session<Connection> session = store.open("run")) {
      session.save(new byte[] {1}, insert(1));
      assertThatThrownBy(
              () ->
                  session.save(
                      new byte[] {2},
                      connection -> {
                        insert(2).accept(connection);
                        throw failure;
                      }))
          .isSameAs(failure)
          .hasNoSuppressedExceptions();
    }
    assertThat(numbers()).containsExactly(1);
    assertThat(saved("run")).containsExactly(1);
  }

  @Test
  void aFinishedRunIsRememberedUntilItIsDeleted() throws Exception {
    try (Session<Connection> session = store.open("run")) {
      session.save(new byte[] {1}, insert(1));
      session.finish(insert(2));
    }
    assertThat(numbers()).containsExactly(1, 2);
    try (Session<Connection> session = other.open("run")) {
      assertThat(session.isFinished()).isTrue();
      assertThat(session.saved()).isNull();
    }
    assertThat(only().state()).isEqualTo(StoredRun.State.FINISHED);
    assertThat(other.delete("run")).isTrue();
    assertThat(other.delete("run")).isFalse();
    assertThat(saved("run")).isNull();
  }

  @Test
  void aRunThatIsOpenIsRefusedToOthers() throws Exception {
    try (Session<Connection> session = store.open("run")) {
      for (JdbcFlowStore refusing : List.of(store, other)) {
        assertThatThrownBy(() -> refusing.open("run"))
            .isInstanceOf(RunInUseException.class)
            .hasMessageContaining("'run' is in use");
        assertThatThrownBy(() -> refusing.delete("run")).isInstanceOf(RunInUseException.class);
      }
      other.open("another").close();
      session.save(new byte[] {1}, NOTHING);
      assertThatThrownBy(() -> other.open("run")).isInstanceOf(RunInUseException.class);
    }
    assertThat(saved("run")).containsExactly(1);
  }

  @Test
  void aRunIsStillInUseAfterAnotherOneOfTheStoreWasClosed() throws Exception {
    Session<Connection> first = store.open("first");
    Session<Connection> second = store.open("second");
    first.close();
    assertThatThrownBy(() -> other.open("second")).isInstanceOf(RunInUseException.class);
    second.close();
    assertThat(connections.open()).isZero();
  }

  @Test
  void itWaitsForARunThatIsOpenIfAsked() throws Exception {
    Session<Connection> session = store.open("run");
    CompletableFuture<Session<Connection>> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return other.waitFor(Duration.ofMinutes(1)).open("run");
              } catch (SQLException failure) {
                throw new IllegalStateException(failure);
              }
            });
    session.save(new byte[] {1}, NOTHING);
    session.save(new byte[] {2}, NOTHING);
    assertThat(waiting).isNotDone();
    session.close();
    try (Session<Connection> next = waiting.get()) {
      assertThat(next.saved()).containsExactly(2);
    }
  }

  @Test
  void itRefusesAfterItHasWaited() throws Exception {
    Session<Connection> session = store.open("run");
    for (JdbcFlowStore refusing : List.of(store, other)) {
      JdbcFlowStore waiting = refusing.waitFor(Duration.ofMillis(120));
      assertThatThrownBy(() -> waiting.open("run")).isInstanceOf(RunInUseException.class);
    }
    session.close();
  }

  @Test
  void theRunOfAProcessThatWasKilledIsOpenedByTheNextOne() throws Exception {
    Session<Connection> session = store.open("run");
    Session<Connection> second = store.open("second");
    session.save(new byte[] {1}, insert(1));
    second.save(new byte[] {2}, NOTHING);
    assertThat(other.runs()).extracting(StoredRun::state).containsOnly(StoredRun.State.RUNNING);
    kill();
    assertThat(other.runs()).extracting(StoredRun::state).containsOnly(StoredRun.State.STOPPED);
    assertThat(saved("run")).containsExactly(1);
    assertThat(saved("second")).containsExactly(2);
  }

  @Test
  void manyRunsOfAProcessThatWasKilledAreOpenedAtOnce() throws Exception {
    int count = 40;
    for (int run = 0; run < count; run++) {
      store.open("run " + run);
    }
    kill();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      CountDownLatch begin = new CountDownLatch(1);
      List<Future<Session<Connection>>> sessions = new ArrayList<>();
      AtomicInteger next = new AtomicInteger();
      for (int run = 0; run < count; run++) {
        JdbcFlowStore its = run % 2 == 0 ? other : JdbcFlowStore.of(database());
        sessions.add(
            threads.submit(
                () -> {
                  begin.await();
                  return its.open("run " + next.getAndIncrement());
                }));
      }
      begin.countDown();
      for (Future<Session<Connection>> session : sessions) {
        session.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoeverLostItsConnectionAndThenTheRunWritesNothing() throws Exception {
    Session<Connection> session = store.open("run");
    session.save(new byte[] {1}, insert(1));
    kill();
    try (Session<Connection> next = other.open("run")) {
      next.save(new byte[] {2}, insert(2));
      assertThatThrownBy(() -> session.save(new byte[] {9}, insert(9)))
          .isInstanceOf(RunInUseException.class)
          .hasMessageContaining("'run' cannot be saved");
      assertThatThrownBy(() -> session.finish(insert(9))).isInstanceOf(RunInUseException.class);
      session.close();
      assertThatThrownBy(() -> JdbcFlowStore.of(database()).open("run"))
          .isInstanceOf(RunInUseException.class);
    }
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(saved("run")).containsExactly(2);
  }

  @Test
  void whoeverLostItsConnectionGoesOnIfNobodyHasTakenTheRun() throws Exception {
    Session<Connection> session = store.open("run");
    kill();
    session.save(new byte[] {1}, insert(1));
    Session<Connection> second = store.open("second");
    session.save(new byte[] {2}, insert(2));
    session.close();
    second.close();
    assertThat(numbers()).containsExactly(1, 2);
    assertThat(saved("run")).containsExactly(2);
    assertThat(connections.open()).isZero();
  }

  @Test
  void whoeverLostTheRunWritesNothingThoughItWasDeletedAndStartedAnew() throws Exception {
    Session<Connection> session = store.open("run");
    kill();
    assertThat(other.delete("run")).isTrue();
    try (Session<Connection> next = other.open("run")) {
      assertThatThrownBy(() -> session.save(new byte[] {9}, insert(9)))
          .isInstanceOf(RunInUseException.class);
      session.close();
    }
    assertThat(numbers()).isEmpty();
  }

  @Test
  void oneOfManyThatStartARunAtOnceOpensIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      for (int round = 0; round < 20; round++) {
        String id = "run " + round;
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<Session<Connection>>> opening = new ArrayList<>();
        for (int thread = 0; thread < 6; thread++) {
          JdbcFlowStore its = thread % 2 == 0 ? store : other;
          opening.add(
              threads.submit(
                  () -> {
                    begin.await();
                    try {
                      return its.open(id);
                    } catch (RunInUseException refused) {
                      return null;
                    }
                  }));
        }
        begin.countDown();
        List<Session<Connection>> opened = new ArrayList<>();
        for (Future<Session<Connection>> each : opening) {
          if (each.get() != null) {
            opened.add(each.get());
          }
        }
        assertThat(opened).hasSize(1);
        opened.get(0).close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void runsAreListedWithStateAgeAndSize() throws Exception {
    try (Session<Connection> session = store.open("b")) {
      session.save(new byte[17], NOTHING);
      store.open("a").close();
      try (Session<Connection> finished = store.open("c")) {
        finished.save(new byte[5], NOTHING);
        finished.finish(NOTHING);
      }
      List<StoredRun> runs = store.runs();
      assertThat(runs).extracting(StoredRun::id).containsExactly("a", "b", "c");
      assertThat(runs)
          .extracting(StoredRun::state)
          .containsExactly(
              StoredRun.State.STOPPED, StoredRun.State.RUNNING, StoredRun.State.FINISHED);
      assertThat(runs).extracting(StoredRun::bytes).containsExactly(0L, 17L, 0L);
      assertThat(runs)
          .allSatisfy(
              run -> {
                assertThat(run.saved()).isAfterOrEqualTo(run.started());
                assertThat(run.age()).isBetween(Duration.ZERO, Duration.ofMinutes(5));
              });
      assertThat(other.runs()).usingRecursiveComparison().ignoringFields("age").isEqualTo(runs);
    }
  }

  @Test
  void aTableMayHaveAnotherName() throws Exception {
    execute("drop table if exists my_runs");
    execute("drop table if exists my_runs_owner");
    JdbcFlowStore named = store.table("my_runs");
    named.createTables();
    try (Session<Connection> session = named.open("run")) {
      session.save(new byte[] {1}, NOTHING);
      assertThat(saved("run")).isNull();
    }
    assertThatThrownBy(() -> store.table("runs; drop table numbers"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not the name of a table: 'runs; drop table numbers'");
  }

  @Test
  void noConnectionIsKept() throws Exception {
    try (Session<Connection> session = store.open("run")) {
      session.save(new byte[] {1}, NOTHING);
      assertThat(connections.open()).isOne();
    }
    assertThat(connections.open()).isZero();
  }

  @Test
  void withoutTheTableItFailsAndKeepsNoConnection() throws SQLException {
    execute("drop table stageflow_run");
    assertThatThrownBy(() -> store.open("run")).isInstanceOf(SQLException.class);
    assertThat(connections.open()).isZero();
  }
}
