package dev.stageflow.jdbc.internal;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction on a connection of its own. */
public final class Transaction {

  private Transaction() {}

  /** What is done in the transaction. */
  @FunctionalInterface
  public interface Work<T, X extends Exception> {
    T on(Connection connection) throws SQLException, X;
  }

  /**
   * Commits what is done, or rolls it back if anything fails.
   *
   * <p>The connection's auto-commit mode is restored before it is closed. Where the rollback fails,
   * the mode stays: to set it would commit what is left.
   */
  public static <T, X extends Exception> T commit(DataSource database, Work<T, X> work)
      throws SQLException, X {
    Opened opened = new Opened();
    T result;
    try {
      Connection connection = database.getConnection();
      opened.add(failed -> connection.close());
      boolean autoCommit = connection.getAutoCommit();
      if (autoCommit) {
        connection.setAutoCommit(false);
      }
      opened.add(failed -> end(connection, autoCommit, failed));
      result = work.on(connection);
      connection.commit();
    } catch (Throwable failure) {
      opened.closeAfter(failure);
      throw failure;
    }
    opened.close();
    return result;
  }

  private static void end(Connection connection, boolean autoCommit, boolean failed)
      throws SQLException {
    if (failed) {
      connection.rollback();
    }
    if (autoCommit) {
      connection.setAutoCommit(true);
    }
  }
}
