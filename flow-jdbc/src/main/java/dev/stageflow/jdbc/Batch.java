package dev.stageflow.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * All that is known of an update before it is executed.
 *
 * @param dataSource gives the connection
 * @param sql the statement
 * @param rows the bound values of each row, in order, equally many in each; unmodifiable
 * @param timeoutSeconds the statement's time limit; 0 is none
 */
record Batch(DataSource dataSource, String sql, List<List<Parameter>> rows, int timeoutSeconds) {

  static Batch of(DataSource dataSource, String sql) {
    return new Batch(dataSource, Objects.requireNonNull(sql, "sql"), List.of(), 0);
  }

  <T> Batch with(Iterable<? extends T> items, RowBinder<? super T> binder) throws SQLException {
    List<List<Parameter>> all = new ArrayList<>(rows);
    for (T item : items) {
      RowParameters row = new RowParameters();
      binder.bind(Objects.requireNonNull(item, "item"), row);
      all.add(row.parameters());
      // A statement would keep the value that the row before has bound there.
      if (row.parameters().size() != all.get(0).size()) {
        throw new IllegalArgumentException(
            "row %d has %d values, and the rows before it have %d"
                .formatted(all.size(), row.parameters().size(), all.get(0).size()));
      }
    }
    return new Batch(dataSource, sql, Collections.unmodifiableList(all), timeoutSeconds);
  }

  Batch withTimeout(int seconds) {
    return new Batch(dataSource, sql, rows, seconds);
  }

  /** Prepares a statement for execution. */
  void configure(PreparedStatement statement) throws SQLException {
    if (timeoutSeconds > 0) {
      statement.setQueryTimeout(timeoutSeconds);
    }
    for (List<Parameter> row : rows) {
      Parameter.setAll(row, statement);
      statement.addBatch();
    }
  }
}
