package dev.stageflow.jdbc;

import java.sql.SQLException;

/**
 * Binds the values of a row: the counterpart of a {@link RowMapper}.
 *
 * @param <T> the items' type
 */
@FunctionalInterface
public interface RowBinder<T> {

  /**
   * Binds the values of one item, from left to right: {@code (chunk, row) ->
   * row.bind(chunk.document()).bind(chunk.text())}. Called once for each item, by the thread that
   * adds the rows.
   *
   * @param item the item
   * @param row takes the values; not to be kept
   * @throws SQLException if a value cannot be made
   */
  void bind(T item, RowParameters row) throws SQLException;
}
