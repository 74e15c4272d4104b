package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A query is a stage of a generated flow. */
class QueryStageTest {
  private JdbcConnectionPool database;

  record OpenOrders(DataSource database) {
    @Sequence
    QueryIterator<Integer> orders(String customer) {
      return QuerySequence.on(database)
          .sql("select number from orders where customer = ? order by number")
          .bind(customer)
          .map(row -> row.getInt(1));
    }

    @Filter
    boolean recent(int number) {
      return number > 1;
    }
  }

  @BeforeEach
  void fill() throws SQLException {
    database = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (number int, customer varchar)");
      statement.execute("insert into orders values (1, 'ann'), (2, 'bob'), (3, 'ann'), (4, 'ann')");
    }
  }

  @AfterEach
  void allConnectionsWereGivenBack() {
    assertThat(database.getActiveConnections()).isZero();
    database.dispose();
  }

  /** That this compiles shows that the flow declares what the query throws, and no more. */
  private List<Integer> openOrders(String customer) throws SQLException {
    return QueryStageTest_OpenOrdersFlow.of(new OpenOrders(database)).collect(customer);
  }

  @Test
  void itsRowsAreItems() throws SQLException {
    assertThat(openOrders("ann")).containsExactly(3, 4);
    assertThat(openOrders("nobody")).isEmpty();
  }

  @Test
  void aRunThatStopsEarlyGivesTheConnectionBack() {
    QueryStageTest_OpenOrdersFlow flow = QueryStageTest_OpenOrdersFlow.of(new OpenOrders(database));
    try (Stream<Integer> orders = flow.stream("ann")) {
      assertThat(orders.findFirst()).contains(3);
      assertThat(database.getActiveConnections()).isEqualTo(1);
    }
  }

  /** Reads rows of which none is an item. */
  static class Nothing {
    private final DataSource database;
    private Runnable disturbance = () -> {};

    Nothing(DataSource database) {
      this.database = database;
    }

    QueryIterator<Integer> rows() {
      return QuerySequence.on(database)
          .sql("select x from system_range(1, 1000)")
          .map(
              row -> {
                disturbance.run();
                return null;
              });
    }

    @Sequence
    QueryIterator<Integer> read(String input) {
      return rows();
    }
  }

  static Stream<Named<FlowMaker<Nothing, String, Integer>>> nothing() {
    return Flows.of(
        QueryStageTest_NothingFlow::of,
        nothing -> Flow.<String>begin().sequenceFrom(input -> nothing.rows()).build());
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void betweenTwoRowsWithoutAnItemTheLoopIsFree(FlowMaker<Nothing, String, Integer> maker) {
    TestLoop loop = new TestLoop();
    FlowRun run =
        maker
            .of(new Nothing(database))
            .on(loop)
            .timeSlice(Duration.ofNanos(1))
            .start("", item -> {});
    for (int slice = 0; slice < 20; slice++) {
      assertThat(loop.runNext()).isTrue();
    }
    assertThat(run.state()).isEqualTo(State.RUNNING);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void aRunThatItsRowCancelsReadsNoFurther(FlowMaker<Nothing, String, Integer> maker) {
    TestLoop loop = new TestLoop();
    Nothing nothing = new Nothing(database);
    FlowRun run = maker.of(nothing).on(loop).start("", item -> {});
    List<String> read = new ArrayList<>();
    nothing.disturbance =
        () -> {
          read.add("a row");
          run.cancel();
        };
    loop.runAll();
    assertThat(read).hasSize(1);
    assertThat(run.state()).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void rowsWithoutAnItemGiveNothing(FlowMaker<Nothing, String, Integer> maker) throws Exception {
    assertThat(maker.of(new Nothing(database)).collect("")).isEmpty();
  }

  @Test
  void itsFailureIsTheRunsOwn() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table orders");
    }
    assertThatThrownBy(() -> openOrders("ann"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("ORDERS");
  }
}
