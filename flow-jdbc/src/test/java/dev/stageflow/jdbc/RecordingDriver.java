package dev.stageflow.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import javax.sql.DataSource;

/**
 * A database driver that writes down what it is asked, fails where it is told to, and is as strict
 * as PostgreSQL's about transactions. Its queries and generated keys are the numbers from 1 on.
 */
final class RecordingDriver {
  private final String name;
  private final String product;
  private final String url;
  private final int rows;
  private final Map<String, Hook> hooks = new HashMap<>();
  private IntPredicate failing = call -> false;

  final List<String> calls = new ArrayList<>();

  /** What this threw because it was told to, in order. */
  final List<SQLException> failures = new ArrayList<>();

  /** How often each thing that was opened has been closed. */
  final Map<String, Integer> closes = new LinkedHashMap<>();

  boolean autoCommit = true;
  boolean readOnly;
  boolean inTransaction;

  /** Whether a transaction in which something was executed has been committed. */
  boolean committed;

  /** What a batch has changed. */
  int[] counts = {1, 1, 1};

  private int row;

  /** What happens inside a call. */
  interface Hook {
    void run() throws SQLException;
  }

  RecordingDriver(String name, String product, String url, int rows) {
    this.name = name;
    this.product = product;
    this.url = url;
    this.rows = rows;
  }

  static RecordingDriver postgres() {
    return new RecordingDriver(
        "PostgreSQL JDBC Driver", "PostgreSQL", "jdbc:postgresql://db/shop", 3);
  }

  /** Lets the calls fail whose numbers, from 1 on, are chosen. */
  RecordingDriver failing(IntPredicate chosen) {
    failing = chosen;
    return this;
  }

  RecordingDriver during(String call, Hook hook) {
    hooks.put(call, hook);
    return this;
  }

  DataSource dataSource() {
    return proxy(DataSource.class);
  }

  private <T> T open(Class<T> type) {
    closes.merge(type.getSimpleName(), 0, Integer::sum);
    return proxy(type);
  }

  private <T> T proxy(Class<T> type) {
    InvocationHandler handler = (self, method, arguments) -> call(type, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private Object call(Class<?> type, Method method, Object[] arguments) throws SQLException {
    String values =
        arguments == null
            ? ""
            : String.join(", ", Arrays.stream(arguments).map(RecordingDriver::text).toList());
    String call = type.getSimpleName() + "." + method.getName();
    synchronized (calls) {
      calls.add(call + "(" + values + ")");
    }
    if (method.getName().equals("close")) {
      closes.merge(type.getSimpleName(), 1, Integer::sum);
    }
    if (failing.test(calls.size())) {
      SQLException failure = new SQLException("call " + calls.size() + ": " + call);
      failures.add(failure);
      throw failure;
    }
    Hook hook = hooks.get(call);
    if (hook != null) {
      hook.run();
    }
    return answer(call, arguments);
  }

  private static String text(Object argument) {
    return argument instanceof String[] names
        ? List.of(names).toString()
        : String.valueOf(argument);
  }

  private Object answer(String call, Object[] arguments) throws SQLException {
    switch (call) {
      case "DataSource.getConnection":
        return open(Connection.class);
      case "Connection.getMetaData":
        return proxy(DatabaseMetaData.class);
      case "DatabaseMetaData.getDriverName":
        return name;
      case "DatabaseMetaData.getDatabaseProductName":
        return product;
      case "DatabaseMetaData.getURL":
        return url;
      case "Connection.getAutoCommit":
        return autoCommit;
      case "Connection.isReadOnly":
        return readOnly;
      case "Connection.setAutoCommit":
        autoCommit = (Boolean) arguments[0];
        committed |= inTransaction;
        inTransaction = false;
        return null;
      case "Connection.setReadOnly":
        require(!inTransaction, "read-only changed in a transaction");
        readOnly = (Boolean) arguments[0];
        return null;
      case "Connection.setSavepoint", "Connection.releaseSavepoint":
        require(!autoCommit, "a savepoint in auto-commit mode");
        return null;
      case "Connection.commit", "Connection.rollback":
        require(!autoCommit, "a transaction ended in auto-commit mode");
        if (arguments != null) {
          return null; // back to a savepoint: the transaction goes on
        }
        committed |= inTransaction && call.equals("Connection.commit");
        inTransaction = false;
        return null;
      case "Connection.prepareStatement":
        return open(PreparedStatement.class);
      case "PreparedStatement.executeQuery":
        inTransaction = !autoCommit;
        row = 0;
        return open(ResultSet.class);
      case "PreparedStatement.executeBatch":
        inTransaction = !autoCommit;
        return counts;
      case "PreparedStatement.getGeneratedKeys":
        row = 0;
        return open(ResultSet.class);
      case "ResultSet.next":
        return ++row <= rows;
      case "ResultSet.getInt":
        return row;
      default:
        return null;
    }
  }

  private static void require(boolean fine, String what) {
    if (!fine) {
      throw new AssertionError(what);
    }
  }
}
