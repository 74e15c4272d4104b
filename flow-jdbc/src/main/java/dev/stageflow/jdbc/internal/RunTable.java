package dev.stageflow.jdbc.internal;

import dev.stageflow.FlowStore.Session;
import dev.stageflow.RunInUseException;
import dev.stageflow.StoredRun;
import dev.stageflow.StoredRun.State;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.tunnel.BlockingCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of the runs. For all threads. */
public final class RunTable {
  /** What SQL says of a row that is there already. */
  private static final String INTEGRITY_VIOLATION = "23";

  private final DataSource database;
  private final String table;
  private final String owners;
  private final Owner owner;

  public RunTable(DataSource database, String table) {
    this.database = database;
    this.table = table;
    owners = table + "_owner";
    owner = new Owner(database, owners);
  }

  public void create() throws SQLException {
    Transaction.<Boolean, SQLException>commit(
        database,
        connection -> {
          Dialect dialect = Dialect.of(connection.getMetaData());
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "create table if not exists "
                    + table
                    + " (id varchar(255) primary key, owner bigint, finished boolean not null,"
                    + " started timestamp with time zone not null,"
                    + " saved timestamp with time zone not null, "
                    + dialect.columns()
                    + ")");
          }
          dialect.createTable(connection, owners);
          return true;
        });
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement(String.format(sql, table));
  }

  /** Opens a run; a cancel ends the wait for it, and nothing else. */
  public Session<Connection> open(String id, Duration wait) throws SQLException {
    RunWait whileInUse = new RunWait(id, wait);
    return BlockingCall.<Session<Connection>, SQLException>cancelledBy(
        whileInUse::cancel,
        () -> {
          long number = whileInUse.retry(() -> owner.enter(id));
          try {
            return whileInUse.retry(() -> claim(id, number));
          } catch (Throwable failure) {
            leave(id, failure);
            throw failure;
          }
        });
  }

  private void leave(String id, Throwable cause) {
    try {
      owner.exit(id);
    } catch (SQLException thrown) {
      cause.addSuppressed(thrown);
    }
  }

  private Session<Connection> claim(String id, long number) throws SQLException {
    return Transaction.<Session<Connection>, SQLException>commit(
        database,
        connection -> {
          Row row = find(connection, id);
          if (row == null) {
            insert(connection, id, number);
          } else if (!row.finished()) {
            requireNotInUse(connection, row);
            take(connection, row, number);
          }
          // What was saved last, though the owner before was still about to save.
          byte[] state = state(connection, id);
          return new RunSession(this, id, number, state, row != null && row.finished());
        });
  }

  /** A row, but for what is saved. */
  private record Row(String id, @Nullable Long owner, boolean finished) {}

  private @Nullable Row find(Connection connection, String id) throws SQLException {
    try (PreparedStatement query =
        prepare(connection, "select owner, finished from %s where id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? new Row(id, owner(rows, 1), rows.getBoolean(2)) : null;
      }
    }
  }

  private static @Nullable Long owner(ResultSet row, int column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(number);
  }

  private void insert(Connection connection, String id, long number) throws SQLException {
    try (PreparedStatement insert =
        prepare(
            connection,
            "insert into %s (id, owner, finished, started, saved)"
                + " values (?, ?, false, current_timestamp, current_timestamp)")) {
      insert.setString(1, id);
      insert.setLong(2, number);
      insert.executeUpdate();
    } catch (SQLException thrown) {
      String state = thrown.getSQLState();
      if (state != null && state.startsWith(INTEGRITY_VIOLATION)) {
        RunInUseException inUse = Owner.inUse(id);
        inUse.addSuppressed(thrown);
        throw inUse;
      }
      throw thrown;
    }
  }

  private void take(Connection connection, Row row, long number) throws SQLException {
    try (PreparedStatement update =
        prepare(
            connection,
            "update %s set owner = ? where id = ? and not finished"
                + " and owner is not distinct from ?")) {
      update.setLong(1, number);
      update.setString(2, row.id());
      update.setObject(3, row.owner(), Types.BIGINT);
      if (update.executeUpdate() == 0) {
        throw Owner.inUse(row.id());
      }
    }
  }

  private byte @Nullable [] state(Connection connection, String id) throws SQLException {
    String state = Dialect.of(connection.getMetaData()).state();
    try (PreparedStatement query =
        prepare(connection, "select " + state + " from %s where id = ?")) {
      query.setString(1, id);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : null;
      }
    }
  }

  /**
   * Writes what is saved, and outputs.
   *
   * @param state null if the run is finished
   */
  void save(
      String id, long number, byte @Nullable [] state, StageConsumer<? super Connection> outputs)
      throws Exception {
    Transaction.<Boolean, Exception>commit(
        database,
        connection -> {
          // First, as it keeps others from taking the run until all is committed.
          update(connection, id, number, state);
          outputs.accept(connection);
          return true;
        });
  }

  private void update(Connection connection, String id, long number, byte @Nullable [] state)
      throws SQLException {
    String set = Dialect.of(connection.getMetaData()).set(state == null ? 0 : state.length);
    try (PreparedStatement update =
        prepare(
            connection,
            "update %s set "
                + set
                + ", saved = current_timestamp, finished = ?, owner = ?"
                + " where id = ? and owner = ?")) {
      update.setBytes(1, state);
      update.setBoolean(2, state == null);
      update.setObject(3, state == null ? null : Long.valueOf(number), Types.BIGINT);
      update.setString(4, id);
      update.setLong(5, number);
      if (update.executeUpdate() == 0) {
        throw new RunInUseException(
            "the run '"
                + id
                + "' cannot be saved: the connection was lost that showed that it is being made,"
                + " and it was opened or deleted elsewhere");
      }
    }
  }

  /** Lets others open a run. */
  void release(String id, long number) throws SQLException {
    Opened opened = new Opened();
    opened.add(failed -> owner.exit(id));
    opened.add(
        failed ->
            Transaction.<Integer, SQLException>commit(
                database,
                connection -> {
                  try (PreparedStatement update =
                      prepare(
                          connection, "update %s set owner = null where id = ? and owner = ?")) {
                    update.setString(1, id);
                    update.setLong(2, number);
                    return update.executeUpdate();
                  }
                }));
    opened.close();
  }

  public List<StoredRun> list() throws SQLException {
    return Transaction.<List<StoredRun>, SQLException>commit(
        database,
        connection -> {
          String state = Dialect.of(connection.getMetaData()).state();
          Map<Long, Boolean> alive = new HashMap<>();
          List<StoredRun> runs = new ArrayList<>();
          try (PreparedStatement query =
                  prepare(
                      connection,
                      "select id, owner, finished, started, saved, current_timestamp,"
                          + " coalesce(octet_length("
                          + state
                          + "), 0) from %s order by id");
              ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
              Row row = new Row(rows.getString(1), owner(rows, 2), rows.getBoolean(3));
              OffsetDateTime saved = rows.getObject(5, OffsetDateTime.class);
              runs.add(
                  new StoredRun(
                      row.id(),
                      stateOf(connection, row, alive),
                      rows.getObject(4, OffsetDateTime.class).toInstant(),
                      saved.toInstant(),
                      Duration.between(saved, rows.getObject(6, OffsetDateTime.class)),
                      rows.getLong(7)));
            }
          }
          return Collections.unmodifiableList(runs);
        });
  }

  private State stateOf(Connection connection, Row row, Map<Long, Boolean> alive)
      throws SQLException {
    if (row.finished()) {
      return State.FINISHED;
    }
    return isInUse(connection, row, alive) ? State.RUNNING : State.STOPPED;
  }

  public boolean delete(String id) throws SQLException {
    return Transaction.<Boolean, SQLException>commit(
        database,
        connection -> {
          Row row = find(connection, id);
          if (row == null) {
            return false;
          }
          requireNotInUse(connection, row);
          try (PreparedStatement delete =
              prepare(connection, "delete from %s where id = ? and owner is not distinct from ?")) {
            delete.setString(1, id);
            delete.setObject(2, row.owner(), Types.BIGINT);
            if (delete.executeUpdate() == 0) {
              throw Owner.inUse(id);
            }
          }
          return true;
        });
  }

  private void requireNotInUse(Connection connection, Row row) throws SQLException {
    if (isInUse(connection, row, new HashMap<>())) {
      throw Owner.inUse(row.id());
    }
  }

  /**
   * Returns whether the owner that a row names lives.
   *
   * @param alive what is known of owners
   */
  private boolean isInUse(Connection connection, Row row, Map<Long, Boolean> alive)
      throws SQLException {
    Long number = row.owner();
    if (number == null) {
      return false;
    }
    if (owner.is(number)) {
      return owner.owns(row.id());
    }
    Boolean known = alive.get(number);
    if (known == null) {
      known = Dialect.of(connection.getMetaData()).isLocked(connection, owners, number);
      alive.put(number, known);
    }
    return known;
  }
}
