package dev.stageflow.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A bound value.
 *
 * @param value the value, {@code null} for SQL's NULL
 * @param type its SQL type, as in {@link java.sql.Types}; {@code null} leaves it to the driver
 */
record Parameter(@Nullable Object value, @Nullable Integer type) {

  void set(PreparedStatement statement, int index) throws SQLException {
    if (type == null) {
      statement.setObject(index, value);
    } else {
      statement.setObject(index, value, type);
    }
  }
}
