package dev.stageflow.benchmarks;

import dev.stageflow.FlowStore;
import dev.stageflow.jdbc.JdbcFlowStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** Where the benchmarks' runs are saved: a database of H2 in memory, of their own. */
final class Saving implements AutoCloseable {
  static final Duration INTERVAL = Duration.ofMillis(250);

  private final JdbcConnectionPool connections =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
  private final FlowStore<Connection> store;
  private int runs;

  Saving() throws SQLException {
    JdbcFlowStore tables = JdbcFlowStore.of(connections);
    tables.createTables();
    store = tables;
  }

  FlowStore<Connection> store() {
    return store;
  }

  /** Returns the id of a run that there was not yet. */
  String nextId() {
    runs++;
    return "run-" + runs;
  }

  @Override
  public void close() {
    connections.dispose();
  }
}
