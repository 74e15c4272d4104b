package dev.stageflow.jdbc;

import dev.stageflow.jdbc.internal.Parameter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an update before it is executed.
 *
 * @param dataSource gives the connection
 * @param sql the statement
 * @param rows the rows, in order, with equally many values in each; unmodifiable
 * @param timeoutSeconds the statement's time limit; 0 is none
 * @param others what is written behind the rows in the same transaction; unmodifiable
 */
record Batch(
    DataSource dataSource, String sql, List<Row> rows, int timeoutSeconds, List<Batch> others) {

  /**
   * A row.
   *
   * @param values its bound values
   * @param rejection what is done if the database rejects it; without one, the batch fails
   */
  record Row(List<Parameter> values, @Nullable Rejection rejection) {}

  /** A {@link RejectedRow} of a certain item. */
  @FunctionalInterface
  interface Rejection {
    @Nullable BatchUpdate instead(SQLException failure) throws SQLException;
  }

  static Batch of(DataSource dataSource, String sql) {
    return new Batch(dataSource, Objects.requireNonNull(sql, "sql"), List.of(), 0, List.of());
  }

  <T> Batch with(
      Iterable<? extends T> items,
      RowBinder<? super T> binder,
      @Nullable RejectedRow<? super T> rejected)
      throws SQLException {
    List<Row> all = new ArrayList<>(rows);
    for (T item : items) {
      RowParameters row = new RowParameters();
      binder.bind(Objects.requireNonNull(item, "item"), row);
      add(
          row.parameters(),
          rejected == null ? null : failure -> rejected.instead(item, failure),
          all);
    }
    return withRows(all);
  }

  Batch with(@Nullable Object[] values) {
    List<Row> all = new ArrayList<>(rows);
    add(Arrays.stream(values).map(value -> new Parameter(value, null)).toList(), null, all);
    return withRows(all);
  }

  private static void add(List<Parameter> values, @Nullable Rejection rejection, List<Row> all) {
    all.add(new Row(values, rejection));
    // A statement would keep the value that the row before has bound there.
    if (values.size() != all.get(0).values().size()) {
      throw new IllegalArgumentException(
          "row %d has %d values, and the rows before it have %d"
              .formatted(all.size(), values.size(), all.get(0).values().size()));
    }
  }

  private Batch withRows(List<Row> all) {
    return new Batch(dataSource, sql, Collections.unmodifiableList(all), timeoutSeconds, others);
  }

  Batch withTimeout(int seconds) {
    return new Batch(dataSource, sql, rows, seconds, others);
  }

  Batch with(Batch other) {
    requireSameDatabase(other);
    List<Batch> all = new ArrayList<>(others);
    all.add(other);
    return new Batch(dataSource, sql, rows, timeoutSeconds, Collections.unmodifiableList(all));
  }

  /** Whether another batch can be written in this one's transaction. */
  void requireSameDatabase(Batch other) {
    if (other.dataSource != dataSource) {
      throw new IllegalArgumentException(
          "updates of two data sources cannot share a transaction: \"%s\" and \"%s\""
              .formatted(sql, other.sql));
    }
  }

  boolean isEmpty() {
    return rows.isEmpty() && others.stream().allMatch(Batch::isEmpty);
  }
}
