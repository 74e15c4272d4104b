package dev.stageflow.jdbc.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * All that is known of a query before it runs.
 *
 * @param dataSource gives the connection
 * @param sql the statement
 * @param parameters the bound values, in order; unmodifiable
 * @param fetchSize how many rows the driver should read at a time
 * @param maxRows how many rows are read at most; 0 is no limit
 * @param timeoutSeconds the statement's time limit; 0 is none
 */
public record Query(
    DataSource dataSource,
    String sql,
    List<Parameter> parameters,
    int fetchSize,
    int maxRows,
    int timeoutSeconds) {

  /**
   * A round trip for a thousand rows is lost in the time that it takes to read them, and a thousand
   * rows are rarely more than a megabyte.
   */
  static final int DEFAULT_FETCH_SIZE = 1_000;

  public static Query of(DataSource dataSource, String sql) {
    return new Query(
        dataSource, Objects.requireNonNull(sql, "sql"), List.of(), DEFAULT_FETCH_SIZE, 0, 0);
  }

  public Query with(Parameter parameter) {
    List<Parameter> all = new ArrayList<>(parameters);
    all.add(parameter);
    return new Query(
        dataSource, sql, Collections.unmodifiableList(all), fetchSize, maxRows, timeoutSeconds);
  }

  public Query withFetchSize(int rows) {
    return new Query(dataSource, sql, parameters, rows, maxRows, timeoutSeconds);
  }

  public Query withMaxRows(int rows) {
    return new Query(dataSource, sql, parameters, fetchSize, rows, timeoutSeconds);
  }

  public Query withTimeout(int seconds) {
    return new Query(dataSource, sql, parameters, fetchSize, maxRows, seconds);
  }

  /** Prepares a statement for execution, except for the fetch size, which depends on the driver. */
  public void configure(PreparedStatement statement) throws SQLException {
    if (maxRows > 0) {
      statement.setMaxRows(maxRows);
    }
    if (timeoutSeconds > 0) {
      statement.setQueryTimeout(timeoutSeconds);
    }
    Parameter.setAll(parameters, statement);
  }

  /** Reads a time limit as JDBC counts it. */
  public static int seconds(Duration limit) {
    long seconds = limit.getSeconds() + (limit.getNano() > 0 ? 1 : 0);
    if (seconds <= 0 || seconds > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("timeout: " + limit);
    }
    return (int) seconds;
  }
}
