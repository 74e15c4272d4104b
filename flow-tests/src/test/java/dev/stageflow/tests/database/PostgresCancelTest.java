package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A query that a tunnel reads is cancelled at the server, and leaves its connection whole. */
@Timeout(120)
class PostgresCancelTest {
  private static final int QUERIES = 40;

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

  record Read(DataSource database) {
    @Tunnel
    @Sequence
    Rows rows(String sql) {
      return new Rows(
          QuerySequence.on(database).sql(sql).fetchSize(10).map(row -> "row " + row.getString(1)));
    }
  }

  /**
   * The rows of a query, which is cancelled as late as can be: once an interrupt, if there is one,
   * has had its effect on the reader. On a virtual thread it closes the socket.
   */
  static final class Rows implements FlowIterator<String> {
    private final QueryIterator<String> query;
    private volatile Thread reader;
    private volatile boolean reading;

    Rows(QueryIterator<String> query) {
      this.query = query;
    }

    @Override
    public String next() throws SQLException, PauseFlow {
      reader = Thread.currentThread();
      reading = true;
      try {
        return query.next();
      } finally {
        reading = false;
      }
    }

    @Override
    public void cancel() throws SQLException {
      while (reading && reader.isInterrupted()) {
        Thread.onSpinWait();
      }
      query.cancel();
    }

    @Override
    public void close() {
      query.close();
    }
  }

  static Stream<Named<FlowMaker<Read, String, String>>> flows() {
    return Flows.of(
        PostgresCancelTest_ReadFlow::of,
        d -> Flow.<String>begin().sequenceFrom(d::rows).tunnel(256).build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void noCancelledQueryGoesOnAtTheServer(FlowMaker<Read, String, String> maker) throws Exception {
    Flow<String, String> flow = maker.of(new Read(server.dataSource()));
    TestLoop loop = new TestLoop();
    List<FlowRun> runs = new ArrayList<>();
    for (int i = 0; i < QUERIES; i++) {
      runs.add(flow.on(loop).start("select pg_sleep(60)", row -> {}));
    }
    loop.runAll();
    while (sleeping() < QUERIES) {
      Thread.onSpinWait();
    }
    runs.forEach(FlowRun::cancel);
    for (FlowRun run : runs) {
      assertThatThrownBy(() -> loop.await(run.completion()))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(sleeping()).isZero();
  }

  private static int sleeping() throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where state = 'active'"
                    + " and query like 'select pg_sleep%'")) {
      count.next();
      return count.getInt(1);
    }
  }

  /** Counts the sessions that a pool opens. */
  private static final class Counting extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private final AtomicInteger sessions = new AtomicInteger();

    @Override
    public Connection getConnection() throws SQLException {
      sessions.incrementAndGet();
      return super.getConnection();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatStopsEarlyKeepsItsSession(FlowMaker<Read, String, String> maker) {
    PGSimpleDataSource address = server.dataSource();
    Counting counting = new Counting();
    counting.setServerNames(address.getServerNames());
    counting.setPortNumbers(address.getPortNumbers());
    counting.setUser(address.getUser());
    counting.setDatabaseName(address.getDatabaseName());
    HikariConfig config = new HikariConfig();
    config.setDataSource(counting);
    config.setMaximumPoolSize(2);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Flow<String, String> flow = maker.of(new Read(pool));
      for (int i = 0; i < 200; i++) {
        try (Stream<String> rows = flow.stream("select n from generate_series(1, 10000) n")) {
          assertThat(rows.limit(1)).containsExactly("row 1");
        }
      }
      assertThat(counting.sessions).hasValueLessThanOrEqualTo(2);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }
}
