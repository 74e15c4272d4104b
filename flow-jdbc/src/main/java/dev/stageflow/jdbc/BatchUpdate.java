package dev.stageflow.jdbc;

import dev.stageflow.jdbc.internal.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Many rows written by one statement: its SQL, and the values of each row.
 *
 * <pre>{@code
 * public class Ingest {
 *   private final BatchUpdate insert;
 *
 *   public Ingest(DataSource database) {
 *     insert = BatchUpdate.on(database).sql("insert into chunk (document, text) values (?, ?)");
 *   }
 *
 *   @Tunnel
 *   @Function
 *   long save(List<Chunk> batch) throws SQLException {
 *     return insert
 *         .rows(batch, (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()))
 *         .execute();
 *   }
 * }
 * }</pre>
 *
 * <p>The rows are one JDBC batch in one transaction: all of them are written, or none. The
 * transaction is committed before {@code execute} returns, and rolled back if anything fails before
 * that. So a stage that is tried again, by {@code @Retry}, writes each row once. {@link #with}
 * writes rows of other statements in the same transaction, and {@link #rows(Iterable, RowBinder,
 * RejectedRow)} the rows that the database takes, without those that it rejects.
 *
 * <p>A connection comes from the data source for this one batch. Its auto-commit mode is restored
 * before it is closed. Where a connection comes with auto-commit off, the batch is committed too,
 * together with whatever that connection has written before. Without rows, nothing is sent, and no
 * connection is taken.
 *
 * <p>{@code execute} blocks: on an event loop, make the stage a tunnel. A run that is cancelled, or
 * a {@code @Timeout}, then cancels the statement by {@link java.sql.Statement#cancel}, and rolls
 * back. What is committed already stays.
 *
 * <p>It is a description: immutable, thread-safe, to be kept and used any number of times. Each
 * method gives a new one and leaves this as it is.
 */
public final class BatchUpdate {
  private final Batch batch;

  BatchUpdate(Batch batch) {
    this.batch = batch;
  }

  /**
   * Names the database to write to.
   *
   * @param dataSource gives a connection to each batch, which gives it back by closing it; a
   *     connection pool, as a rule
   * @return where statements are put
   */
  public static UpdateSource on(DataSource dataSource) {
    return new UpdateSource(dataSource);
  }

  /**
   * Adds rows: the statement is executed once for each of them. The values are read at once, before
   * there is a connection.
   *
   * @param items a row each; none is null
   * @param binder binds an item's values
   * @param <T> the items' type
   * @return the update with these rows behind those that it has
   * @throws IllegalArgumentException if a row has another number of values than the rows before it
   * @throws SQLException what the binder throws
   */
  public <T> BatchUpdate rows(Iterable<? extends T> items, RowBinder<? super T> binder)
      throws SQLException {
    return new BatchUpdate(batch.with(items, binder, null));
  }

  /**
   * Adds rows, of which those that the database rejects keep no others from being written.
   *
   * <pre>{@code
   * insert
   *     .rows(
   *         batch,
   *         (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()),
   *         (chunk, failure) -> reject.row(chunk.document(), failure.toString()))
   *     .execute();
   * }</pre>
   *
   * <p>They are sent as one batch. If that fails, its two halves are tried, and so on, until the
   * rows are found that cannot be written; savepoints keep the transaction alive. A row is rejected
   * for what it says itself: a value that does not fit, a constraint that it violates, an exception
   * that a trigger or a procedure raises (an SQL state of class 22, 23, 27, 44, 45 or P0, or a
   * {@link java.sql.SQLDataException} or {@link
   * java.sql.SQLIntegrityConstraintViolationException}). Any other failure, such as a lost
   * connection, a deadlock, a table that does not exist, or a value too many or too few, is the
   * batch's; and so is a deferred constraint, which is checked by the commit.
   *
   * @param items a row each; none is null
   * @param binder binds an item's values
   * @param rejected takes the items that the database rejects, and says what is written in their
   *     place. What is written so is not counted, and its keys are not read
   * @param <T> the items' type
   * @return the update with these rows behind those that it has
   * @throws IllegalArgumentException if a row has another number of values than the rows before it
   * @throws SQLException what the binder throws
   */
  public <T> BatchUpdate rows(
      Iterable<? extends T> items, RowBinder<? super T> binder, RejectedRow<? super T> rejected)
      throws SQLException {
    Objects.requireNonNull(rejected, "rejected");
    return new BatchUpdate(batch.with(items, binder, rejected));
  }

  /**
   * Adds a row, as {@link #rows(Iterable, RowBinder)} does.
   *
   * @param values its values, from left to right, bound as by {@link RowParameters#bind(Object)}
   * @return the update with this row behind those that it has
   * @throws IllegalArgumentException if it has another number of values than the rows before it
   */
  public BatchUpdate row(@Nullable Object... values) {
    return new BatchUpdate(batch.with(values));
  }

  /**
   * Adds another update, which is written behind this one in the same transaction: both, or none.
   *
   * <pre>{@code
   * insert
   *     .rows(batch, (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()))
   *     .with(position.row(batch.get(batch.size() - 1).document()))
   *     .execute();
   * }</pre>
   *
   * @param other the other update, of the same {@code DataSource}; its rows are not counted, and
   *     their keys not read
   * @return the update with the other one behind those that it has
   * @throws IllegalArgumentException if the other has another data source
   */
  public BatchUpdate with(BatchUpdate other) {
    return new BatchUpdate(batch.with(other.batch));
  }

  /**
   * Sets how long this update's statement may take, by {@link java.sql.Statement#setQueryTimeout}:
   * most drivers apply it to the batch as a whole, some to each row. There is no limit by default.
   *
   * @param limit more than nothing; rounded up to whole seconds
   * @return the update with this limit
   * @throws IllegalArgumentException if the limit is zero, negative, or more than {@code
   *     Integer.MAX_VALUE} seconds
   */
  public BatchUpdate timeout(Duration limit) {
    return new BatchUpdate(batch.withTimeout(Query.seconds(limit)));
  }

  /**
   * Writes the rows.
   *
   * @return how many rows of the database have changed; where the driver does not say for a row of
   *     the batch how many these were ({@link java.sql.Statement#SUCCESS_NO_INFO}), it counts as
   *     one
   * @throws java.sql.BatchUpdateException if a row cannot be written
   * @throws IllegalArgumentException if what is written in place of a row has another data source
   * @throws SQLException what the data source or the driver throws, or that the update was
   *     cancelled. If it is thrown after the commit, because the connection cannot be closed, the
   *     rows are written all the same
   */
  public long execute() throws SQLException {
    return BatchCall.execute(batch);
  }

  /**
   * Writes the rows in a transaction of the caller, which is neither committed nor rolled back: as
   * a part of something larger, such as the outputs of a durable run, which commit with its state.
   *
   * @param connection of the database, not in auto-commit mode; it stays open
   * @return as {@link #execute()} does
   * @throws IllegalArgumentException if the connection is in auto-commit mode, or as of {@link
   *     #execute()}
   * @throws java.sql.BatchUpdateException if a row cannot be written
   * @throws SQLException what the driver throws, or that the update was cancelled. What was written
   *     before is then still in the transaction, to be rolled back
   */
  public long execute(Connection connection) throws SQLException {
    return BatchCall.execute(batch, connection);
  }

  /**
   * Writes the rows, and reads what the database has generated for them, such as their keys.
   *
   * <pre>{@code
   * List<Long> ids =
   *     insert
   *         .rows(batch, (chunk, row) -> row.bind(chunk.document()).bind(chunk.text()))
   *         .execute(List.of("id"), generated -> generated.getLong(1));
   * }</pre>
   *
   * @param columns the columns to read, spelled as the database stores them: PostgreSQL in lower
   *     case, H2 in any
   * @param mapper reads these columns of a row, numbered from 1 in the order of {@code columns};
   *     null leaves the row out
   * @param <K> the type of what is generated
   * @return what the mapper gives, in the order of the rows, unmodifiable. A row that the database
   *     has not inserted, as by {@code on conflict do nothing}, or has rejected, has none
   * @throws IllegalArgumentException if there are no columns, or as of {@link #execute()}
   * @throws java.sql.BatchUpdateException if a row cannot be written
   * @throws SQLException as of {@link #execute()}, what the mapper throws, and that the driver does
   *     not return generated keys of a batch. H2's, PostgreSQL's, MySQL's and MariaDB's do
   */
  public <K> List<K> execute(List<String> columns, RowMapper<? extends K> mapper)
      throws SQLException {
    return BatchCall.execute(batch, columns, mapper);
  }

  Batch batch() {
    return batch;
  }
}
