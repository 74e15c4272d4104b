package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.BatchUpdate;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows are written in batches to a PostgreSQL server. */
@Timeout(120)
class PostgresBatchTest {
  private static Postgres server;

  @BeforeAll
  static void start() throws IOException {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void create() throws SQLException {
    query("drop table if exists numbers; create table numbers (id bigserial, number int unique)");
  }

  private static int query(String sql) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return 0;
      }
      ResultSet rows = statement.getResultSet();
      rows.next();
      return rows.getInt(1);
    }
  }

  private static int written() throws SQLException {
    return query("select count(*) from numbers");
  }

  private static BatchUpdate insert(List<Integer> numbers) throws SQLException {
    return BatchUpdate.on(server.dataSource())
        .sql("insert into numbers (number) values (?)")
        .rows(numbers, (number, row) -> row.bind(number));
  }

  @Test
  void generatedKeysComeInTheOrderOfTheRows() throws SQLException {
    List<Integer> numbers = IntStream.rangeClosed(1, 1_000).map(n -> 1_001 - n).boxed().toList();
    List<String> keys =
        insert(numbers)
            .execute(List.of("id", "number"), key -> key.getLong(1) + ":" + key.getInt(2));
    assertThat(keys)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 1_000).mapToObj(n -> n + ":" + (1_001 - n)).toList());
  }

  @Test
  void aRowThatIsNotInsertedHasNoKey() throws SQLException {
    insert(List.of(2)).execute();
    List<Integer> inserted =
        BatchUpdate.on(server.dataSource())
            .sql("insert into numbers (number) values (?) on conflict do nothing")
            .rows(List.of(1, 2, 3), (number, row) -> row.bind(number))
            .execute(List.of("number"), key -> key.getInt(1));
    assertThat(inserted).containsExactly(1, 3);
  }

  @Test
  void oneRowThatCannotBeWrittenKeepsAllFromBeingWritten() throws SQLException {
    BatchUpdate update = insert(List.of(1, 2, 1));
    assertThatThrownBy(update::execute).isInstanceOf(BatchUpdateException.class);
    assertThat(written()).isZero();
    assertThat(insert(List.of(1, 2)).execute()).isEqualTo(2);
  }

  @Test
  void aBatchThatFailsAtItsCommitIsRolledBack() throws SQLException {
    query("alter table numbers add unique (id) deferrable initially deferred");
    BatchUpdate update =
        BatchUpdate.on(server.dataSource())
            .sql("insert into numbers (id, number) values (1, ?)")
            .rows(List.of(1, 2), (number, row) -> row.bind(number));
    assertThatThrownBy(update::execute)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("numbers_id_key")
        .hasNoSuppressedExceptions();
    assertThat(written()).isZero();
  }

  record Slow(DataSource database) {
    @Tunnel
    @Function
    long save(int number) throws SQLException {
      return BatchUpdate.on(database)
          .sql(
              "insert into numbers (number) select ? from pg_sleep(case when ? then 60 else 0 end)")
          .rows(
              List.of(number, -number),
              (each, row) -> row.bind(each).bind(each < 0)) // the second one sleeps
          .execute();
    }
  }

  static Stream<Named<FlowMaker<Slow, Integer, Long>>> slow() {
    return Flows.of(
        PostgresBatchTest_SlowFlow::of,
        d -> Flow.<Integer>begin().function(d::save).tunnel().build());
  }

  @ParameterizedTest
  @MethodSource("slow")
  void aCancelledBatchIsCancelledAtTheServerAndKeepsItsSession(FlowMaker<Slow, Integer, Long> maker)
      throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(server.dataSource());
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      int session = session(pool);
      TestLoop loop = new TestLoop();
      FlowRun run = maker.of(new Slow(pool)).on(loop).start(1);
      loop.runAll();
      while (sleeping() == 0) {
        Thread.onSpinWait();
      }
      run.cancel();
      assertThatThrownBy(() -> loop.await(run.completion()))
          .isInstanceOf(CancellationException.class)
          .hasNoSuppressedExceptions();
      assertThat(sleeping()).isZero();
      assertThat(written()).isZero();
      assertThat(session(pool)).isEqualTo(session);
    }
  }

  private static int session(DataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet id = statement.executeQuery("select pg_backend_pid()")) {
      id.next();
      return id.getInt(1);
    }
  }

  private static int sleeping() throws SQLException {
    return query(
        "select count(*) from pg_stat_activity where state = 'active' and wait_event = 'PgSleep'");
  }
}
