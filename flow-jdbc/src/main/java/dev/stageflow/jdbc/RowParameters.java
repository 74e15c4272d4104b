package dev.stageflow.jdbc;

import dev.stageflow.jdbc.internal.Parameter;
import java.sql.SQLType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the values of one row of a {@link BatchUpdate}, for the thread that adds it. */
public final class RowParameters {
  private final List<Parameter> parameters = new ArrayList<>();

  RowParameters() {}

  /**
   * Binds the next {@code ?}, from left to right, by {@link
   * java.sql.PreparedStatement#setObject(int, Object)}, as {@link QuerySequence#bind(Object)} does.
   *
   * @param value the value, not to be changed afterwards; {@code null} is SQL's NULL
   * @return this
   */
  public RowParameters bind(@Nullable Object value) {
    parameters.add(new Parameter(value, null));
    return this;
  }

  /**
   * Binds the next {@code ?} as a certain SQL type, as {@link QuerySequence#bind(Object, SQLType)}
   * does.
   *
   * @param value the value, not to be changed afterwards; {@code null} is SQL's NULL
   * @param type the type, such as {@link java.sql.JDBCType#NUMERIC}
   * @return this
   */
  public RowParameters bind(@Nullable Object value, SQLType type) {
    parameters.add(Parameter.of(value, type));
    return this;
  }

  List<Parameter> parameters() {
    return Collections.unmodifiableList(parameters);
  }
}
