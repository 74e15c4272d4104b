package dev.stageflow.jdbc.internal;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * How databases differ: in the lock that the owner of a run holds as long as its connection lives,
 * and in the columns that hold a state.
 */
enum Dialect {

  /**
   * PostgreSQL: an advisory lock of the session. A row that is locked for as long would keep the
   * database from vacuuming, as its transaction is open for as long (<a
   * href="https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">advisory
   * locks</a>, <a
   * href="https://www.postgresql.org/docs/current/routine-vacuuming.html">vacuuming</a>).
   */
  POSTGRESQL("state bytea", "state") {
    @Override
    String set(int stateLength) {
      return "state = ?";
    }

    @Override
    void createTable(Connection connection, String table) {}

    @Override
    void lock(Connection connection, String table, long owner) throws SQLException {
      connection.setAutoCommit(true);
      if (!ask(connection, "select pg_try_advisory_lock(?)", owner)) {
        throw new SQLException("the advisory lock " + owner + " is held by somebody else");
      }
    }

    @Override
    void unlock(Connection connection, String table, long owner) throws SQLException {
      ask(connection, "select pg_advisory_unlock(?)", owner);
    }

    @Override
    boolean isLocked(Connection connection, String table, long owner) throws SQLException {
      // Shared: several may look at the same time. It ends with the transaction.
      return !ask(connection, "select pg_try_advisory_xact_lock_shared(?)", owner);
    }
  },

  /**
   * H2 and others: the owner's row is locked, in a transaction that ends with the connection. Who
   * looks whether it is locks it too, and would keep others from seeing that the owner is gone: so
   * they look one after the other, which the row of owner 0 sees to.
   */
  OTHER(
      "state varbinary(1000000), large_state binary large object", "coalesce(large_state, state)") {
    /** A small state is in the row: a blob is stored elsewhere, which takes as long as the rest. */
    @Override
    String set(int stateLength) {
      return stateLength <= MOST_IN_ROW
          ? "state = ?, large_state = null"
          : "large_state = ?, state = null";
    }

    @Override
    void createTable(Connection connection, String table) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("create table if not exists " + table + " (owner bigint primary key)");
      }
      update(
          connection,
          "insert into "
              + table
              + " select 0 where not exists (select 1 from "
              + table
              + " where owner = ?)",
          0);
    }

    @Override
    void lock(Connection connection, String table, long owner) throws SQLException {
      connection.setAutoCommit(false);
      update(connection, "insert into " + table + " (owner) values (?)", owner);
      connection.commit();
      ask(connection, "select 1 = 1 from " + table + " where owner = ? for update", owner);
    }

    @Override
    void unlock(Connection connection, String table, long owner) throws SQLException {
      update(connection, "delete from " + table + " where owner = ?", owner);
      connection.commit();
      connection.setAutoCommit(true);
    }

    @Override
    boolean isLocked(Connection connection, String table, long owner) throws SQLException {
      String row = "select 1 = 1 from " + table + " where owner = ?";
      ask(connection, row + " for update", 0);
      if (!ask(connection, row, owner)) {
        return false;
      }
      if (!ask(connection, row + " for update skip locked", owner)) {
        return true;
      }
      update(connection, "delete from " + table + " where owner = ?", owner);
      return false;
    }
  };

  private static final int MOST_IN_ROW = 1_000_000;

  private final String columns;
  private final String state;

  Dialect(String columns, String state) {
    this.columns = columns;
    this.state = state;
  }

  static Dialect of(DatabaseMetaData database) throws SQLException {
    String product = database.getDatabaseProductName();
    return product.toLowerCase(Locale.ROOT).contains("postgresql") ? POSTGRESQL : OTHER;
  }

  /** Returns the columns of a state. */
  String columns() {
    return columns;
  }

  /** Returns the expression that is a state. */
  String state() {
    return state;
  }

  /**
   * Returns the assignment of a state, with a parameter.
   *
   * @param stateLength how many bytes; 0 for null
   */
  abstract String set(int stateLength);

  /** Creates what the locks need. */
  abstract void createTable(Connection connection, String table) throws SQLException;

  /** Locks an owner until the connection ends. */
  abstract void lock(Connection connection, String table, long owner) throws SQLException;

  /** Unlocks an owner, on the connection that has locked it. */
  abstract void unlock(Connection connection, String table, long owner) throws SQLException;

  /** Returns whether an owner is locked; called on any connection, in a short transaction. */
  abstract boolean isLocked(Connection connection, String table, long owner) throws SQLException;

  private static boolean ask(Connection connection, String sql, long owner) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setLong(1, owner);
      try (ResultSet answer = query.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static void update(Connection connection, String sql, long owner) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, owner);
      update.executeUpdate();
    }
  }
}
