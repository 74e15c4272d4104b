package dev.stageflow.jdbc.internal;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A bound value.
 *
 * @param value the value, {@code null} for SQL's NULL
 * @param type its SQL type, as in {@link java.sql.Types}; {@code null} leaves it to the driver
 */
public record Parameter(@Nullable Object value, @Nullable Integer type) {

  public static Parameter of(@Nullable Object value, SQLType type) {
    return new Parameter(value, Objects.requireNonNull(type.getVendorTypeNumber(), "type number"));
  }

  /** Binds a statement's values, from left to right. */
  public static void setAll(List<Parameter> parameters, PreparedStatement statement)
      throws SQLException {
    int index = 1;
    for (Parameter parameter : parameters) {
      parameter.set(statement, index++);
    }
  }

  private void set(PreparedStatement statement, int index) throws SQLException {
    if (type == null) {
      statement.setObject(index, value);
    } else {
      statement.setObject(index, value, type);
    }
  }
}
