package dev.stageflow.jdbc;

import dev.stageflow.FlowStore;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.jdbc.internal.RunTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Saves runs in a table of a database, in one transaction with the outputs that they write there.
 * For PostgreSQL, and for H2 2.2.220 or later.
 *
 * <pre>{@code
 * JdbcFlowStore store = JdbcFlowStore.of(dataSource);
 * store.createTables();
 * ledger.durable(store, "ledger-2026-11").run(year, (row, connection) -> insert(row, connection));
 * }</pre>
 *
 * <p>A save takes a connection from the data source, and gives it back once it has committed: a run
 * that goes on, or waits, holds none. What writes an output gets this connection; it must not
 * commit, roll back or close it.
 *
 * <h2>One at a time</h2>
 *
 * <p>As long as a store has a run open it holds one connection more, whose only purpose is to end
 * with its process: on PostgreSQL that holds an advisory lock, elsewhere a row of a second table is
 * locked by it. A run's row names the store that has it open. Whoever wants to open it as well
 * looks whether that store's lock is still held: then he is refused by a {@link RunInUseException},
 * or {@linkplain #waitFor waits}; else he takes the run over. So a run can be started again as soon
 * as its process was killed.
 *
 * <p>Where that connection alone was lost, as by a restart of the database, another process may
 * take over a run that is still being made. It goes on from the last save, and the row has another
 * owner: the next save of the first process finds that, writes nothing, and fails with a {@link
 * RunInUseException}. Nothing is written twice.
 *
 * <p>A pooler that shares the sessions of PostgreSQL between its clients, as PgBouncer does in its
 * transaction mode, does not keep the advisory lock; give the store a data source that avoids it.
 *
 * <h2>The tables</h2>
 *
 * <p>{@link #createTables()} creates them; their names come from {@link #table}. On PostgreSQL:
 *
 * <pre>{@code
 * create table stageflow_run (
 *   id varchar(255) primary key,
 *   owner bigint,                               -- the store that has it open; null for none
 *   finished boolean not null,
 *   started timestamp with time zone not null,
 *   saved timestamp with time zone not null,    -- or started, if it was never saved
 *   state bytea                                 -- null if nothing was saved, or it is finished
 * )
 * }</pre>
 *
 * <p>On H2, {@code state} is a {@code varbinary(1000000)}, a column {@code large_state binary large
 * object} holds what is larger, and there is another table:
 *
 * <pre>{@code
 * create table stageflow_run_owner (owner bigint primary key);
 * insert into stageflow_run_owner values (0)
 * }</pre>
 *
 * <p>The store is thread-safe. Use one for all runs of a process, so that it holds one such
 * connection.
 */
public final class JdbcFlowStore implements FlowStore<Connection> {
  private static final String DEFAULT_TABLE = "stageflow_run";

  private final DataSource database;
  private final String table;
  private final Duration wait;
  private final RunTable runs;

  private JdbcFlowStore(DataSource database, String table, Duration wait) {
    this.database = Objects.requireNonNull(database, "dataSource");
    this.table = table;
    this.wait = wait;
    runs = new RunTable(database, table);
  }

  /**
   * Makes a store whose table is {@code stageflow_run}, and which does not wait for a run that is
   * in use. The database is not asked before a run is opened.
   *
   * @param dataSource gives connections to the database; a connection pool, as a rule, which must
   *     have two connections at least for this store
   * @return the store
   */
  public static JdbcFlowStore of(DataSource dataSource) {
    return new JdbcFlowStore(dataSource, DEFAULT_TABLE, Duration.ZERO);
  }

  /**
   * Names the table.
   *
   * @param name letters, digits and underscores, after a schema's name and a dot if need be; the
   *     table of owners has {@code _owner} behind it
   * @return another store
   * @throws IllegalArgumentException if it is no such name
   */
  public JdbcFlowStore table(String name) {
    if (!name.matches("(\\w+\\.)?\\w+")) {
      throw new IllegalArgumentException("not the name of a table: '" + name + "'");
    }
    return new JdbcFlowStore(database, name, wait);
  }

  /**
   * Sets how long {@link #open} waits for a run that is in use before it refuses. It looks several
   * times a second.
   *
   * @param limit how long; zero, which is the default, to refuse at once
   * @return another store
   * @throws IllegalArgumentException if it is negative
   */
  public JdbcFlowStore waitFor(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("waitFor: " + limit);
    }
    return new JdbcFlowStore(database, table, limit);
  }

  /**
   * Creates the tables that do not exist.
   *
   * @throws SQLException what the database throws
   */
  public void createTables() throws SQLException {
    runs.create();
  }

  /**
   * {@inheritDoc}
   *
   * @throws SQLException what the database throws
   * @throws java.util.concurrent.CancellationException if the thread is interrupted while it waits
   *     for the run, or the run that opens it is cancelled
   */
  @Override
  public Session<Connection> open(String id) throws SQLException {
    return runs.open(Objects.requireNonNull(id, "id"), wait);
  }

  /**
   * {@inheritDoc}
   *
   * @throws SQLException what the database throws
   */
  @Override
  public List<StoredRun> runs() throws SQLException {
    return runs.list();
  }

  /**
   * {@inheritDoc}
   *
   * @throws SQLException what the database throws
   */
  @Override
  public boolean delete(String id) throws SQLException {
    return runs.delete(Objects.requireNonNull(id, "id"));
  }
}
