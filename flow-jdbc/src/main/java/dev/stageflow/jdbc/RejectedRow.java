package dev.stageflow.jdbc;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an item whose row the database rejects.
 *
 * @param <T> the items' type
 */
@FunctionalInterface
public interface RejectedRow<T> {

  /**
   * Takes a rejected item: {@code (chunk, failure) -> reject.row(chunk.id(), failure.toString())}.
   * Called once for each, in the order of the rows, by the thread that writes them, within their
   * transaction. That may still fail, and be tried again: what is done here should not outlive it.
   *
   * @param item the item
   * @param failure why the database rejects it: the driver's exception for this row alone
   * @return what is written in its place, in the same transaction; null writes nothing
   * @throws SQLException if the batch cannot go on without this row, such as {@code failure}
   *     itself; the batch is rolled back
   */
  @Nullable BatchUpdate instead(T item, SQLException failure) throws SQLException;
}
