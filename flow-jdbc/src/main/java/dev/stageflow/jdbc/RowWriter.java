package dev.stageflow.jdbc;

import dev.stageflow.jdbc.Batch.Row;
import dev.stageflow.jdbc.internal.Cancellation;
import dev.stageflow.jdbc.internal.Parameter;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Set;

/**
 * Writes rows by a statement, within a transaction. Where one is rejected, halves the rows until it
 * is found: a few bad rows among many cost a few more batches, not a call for each row.
 */
final class RowWriter {

  /**
   * Classes of SQL states that are a row's own fault, so that another row may fare better: data
   * exceptions, violated constraints, triggers and views, what a database's procedures raise
   * (SQL/PSM, PostgreSQL). The first four are those that Spring's {@code
   * SQLStateSQLExceptionTranslator} takes for violations of data integrity by a row.
   */
  private static final Set<String> OF_A_ROW = Set.of("22", "23", "27", "44", "45", "P0");

  /**
   * What PostgreSQL (the first) and H2 say of a value too many or too few, with an exception that
   * looks like one of a row; and of other things.
   */
  private static final Set<String> OF_A_NUMBER_OF_VALUES = Set.of("22023", "90008", "90012");

  private final Connection connection;
  private final PreparedStatement statement;
  private final Cancellation cancellation;
  private final Written written;
  private final Instead instead;

  /** Takes the result of a call that has written rows. */
  @FunctionalInterface
  interface Written {
    void take(PreparedStatement statement, int[] counts) throws SQLException;
  }

  /** Writes what comes in place of a row. */
  @FunctionalInterface
  interface Instead {
    void write(BatchUpdate update) throws SQLException;
  }

  RowWriter(
      Connection connection,
      PreparedStatement statement,
      Cancellation cancellation,
      Written written,
      Instead instead) {
    this.connection = connection;
    this.statement = statement;
    this.cancellation = cancellation;
    this.written = written;
    this.instead = instead;
  }

  void write(List<Row> rows) throws SQLException {
    if (rows.stream().allMatch(row -> row.rejection() == null)) {
      written.take(statement, send(rows));
    } else {
      writeOrReject(rows);
    }
  }

  private void writeOrReject(List<Row> rows) throws SQLException {
    Savepoint before = connection.setSavepoint();
    int[] counts;
    try {
      counts = send(rows);
    } catch (SQLException failure) {
      SQLException reason = reason(failure);
      if (!isOfARow(reason)) {
        throw failure;
      }
      undo(before, failure);
      if (isOfTheNumberOfValues(reason, rows.get(0))) {
        throw failure;
      }
      split(rows, failure, reason);
      return;
    }
    written.take(statement, counts);
    release(before);
  }

  private int[] send(List<Row> rows) throws SQLException {
    for (Row row : rows) {
      Parameter.setAll(row.values(), statement);
      statement.addBatch();
    }
    cancellation.attach(statement);
    return cancellation.ask(statement::executeBatch);
  }

  private void split(List<Row> rows, SQLException failure, SQLException reason)
      throws SQLException {
    int middle = rows.size() / 2;
    if (middle > 0) {
      write(rows.subList(0, middle));
      write(rows.subList(middle, rows.size()));
      return;
    }
    Batch.Rejection rejection = rows.get(0).rejection();
    if (rejection == null) {
      throw failure;
    }
    BatchUpdate update = rejection.instead(reason);
    if (update != null) {
      instead.write(update);
    }
  }

  /** Takes back what the failed call has written, and has the transaction go on. */
  private void undo(Savepoint before, SQLException failure) throws SQLException {
    try {
      statement.clearBatch();
      connection.rollback(before);
      release(before);
    } catch (SQLException next) {
      failure.addSuppressed(next);
      throw failure;
    }
  }

  /** Oracle and SQL Server cannot, and do so at the commit. */
  private void release(Savepoint savepoint) throws SQLException {
    try {
      connection.releaseSavepoint(savepoint);
    } catch (SQLFeatureNotSupportedException unsupported) {
      // It only stays for longer.
    }
  }

  /** Returns what the database says of the first row that failed. */
  private static SQLException reason(SQLException failure) {
    if (failure instanceof BatchUpdateException) {
      if (failure.getNextException() != null) {
        return failure.getNextException();
      }
      if (failure.getCause() instanceof SQLException cause) {
        return cause;
      }
    }
    return failure;
  }

  private static boolean isOfARow(SQLException reason) {
    String state = reason.getSQLState();
    return reason instanceof SQLIntegrityConstraintViolationException
        || reason instanceof SQLDataException
        || (state != null && state.length() == 5 && OF_A_ROW.contains(state.substring(0, 2)));
  }

  /** Whether the binder is at fault, which would have each row rejected. */
  private boolean isOfTheNumberOfValues(SQLException reason, Row row) throws SQLException {
    String state = reason.getSQLState();
    return state != null
        && OF_A_NUMBER_OF_VALUES.contains(state)
        && statement.getParameterMetaData().getParameterCount() != row.values().size();
  }
}
