package dev.stageflow.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an item of a row.
 *
 * @param <T> the items' type
 */
@FunctionalInterface
public interface RowMapper<T> {

  /**
   * Reads the current row of the result set. Called once for each row, on the thread that reads the
   * query.
   *
   * @param row the result set, to be neither moved nor closed, nor kept
   * @return the item, or {@code null} to skip the row
   * @throws SQLException if the row cannot be read; it ends the query, and comes out as it is
   */
  @Nullable T map(ResultSet row) throws SQLException;
}
