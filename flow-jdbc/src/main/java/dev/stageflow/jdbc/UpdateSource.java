package dev.stageflow.jdbc;

import java.util.Objects;
import javax.sql.DataSource;

/** Where statements are put: the first step of a {@link BatchUpdate}. Immutable and thread-safe. */
public final class UpdateSource {
  private final DataSource dataSource;

  UpdateSource(DataSource dataSource) {
    this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
  }

  /**
   * Describes an update of this database.
   *
   * @param sql one SQL statement that writes, such as an {@code insert}, with a {@code ?} for each
   *     value of a row: what varies is bound, never pasted into the text
   * @return the update, without rows yet
   */
  public BatchUpdate sql(String sql) {
    return new BatchUpdate(Batch.of(dataSource, sql));
  }
}
