package dev.stageflow.jdbc.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Puts a query to its database. */
public final class Rows {
  private Rows() {}

  /**
   * Opens the query's rows.
   *
   * @param opened gets all that is to be closed, also if this fails half-way
   * @param cancellation gets the statement
   */
  public static ResultSet open(Query query, Opened opened, Cancellation cancellation)
      throws SQLException {
    Connection connection = query.dataSource().getConnection();
    opened.add(failed -> connection.close());
    cancellation.check();
    Streaming streaming = Streaming.of(connection.getMetaData());
    if (streaming == Streaming.TRANSACTION && connection.getAutoCommit()) {
      beginTransaction(connection, opened);
    }
    PreparedStatement statement =
        connection.prepareStatement(
            query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    opened.add(failed -> statement.close());
    statement.setFetchSize(streaming.fetchSize(query.fetchSize()));
    query.configure(statement);
    cancellation.attach(statement);
    ResultSet rows = cancellation.ask(statement::executeQuery);
    opened.add(failed -> rows.close());
    return rows;
  }

  /**
   * Begins a transaction that ends with the query. A connection that comes with auto-commit off has
   * one already, which belongs to the caller that gave the connection: it is neither begun nor
   * ended here.
   */
  private static void beginTransaction(Connection connection, Opened opened) throws SQLException {
    if (!connection.isReadOnly()) {
      opened.add(failed -> connection.setReadOnly(false));
      connection.setReadOnly(true);
    }
    opened.add(failed -> connection.setAutoCommit(true));
    connection.setAutoCommit(false);
    opened.add(
        failed -> {
          if (failed) {
            connection.rollback();
          } else {
            connection.commit();
          }
        });
  }
}
