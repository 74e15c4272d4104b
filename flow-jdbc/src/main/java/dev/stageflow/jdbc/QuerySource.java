package dev.stageflow.jdbc;

import dev.stageflow.jdbc.internal.Query;
import java.util.Objects;
import javax.sql.DataSource;

/** Where queries are put: the first step of a {@link QuerySequence}. Immutable and thread-safe. */
public final class QuerySource {
  private final DataSource dataSource;

  QuerySource(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
  }

  /**
   * Describes a query of this database.
   *
   * @param sql one SQL statement that gives rows, with a {@code ?} for each value: what varies is
   *     bound, never pasted into the text
   * @return the query, with nothing bound yet
   */
  public QuerySequence sql(String sql) {
    return new QuerySequence(Query.of(dataSource, sql));
  }
}
