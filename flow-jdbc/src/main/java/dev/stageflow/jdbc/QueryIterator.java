package dev.stageflow.jdbc;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.source.Sources;
import dev.stageflow.jdbc.internal.Cancellation;
import dev.stageflow.jdbc.internal.Opened;
import dev.stageflow.jdbc.internal.Query;
import dev.stageflow.jdbc.internal.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one query, for one use. The first {@link #next()} opens a connection and runs the
 * query; at the end, on the first failure, or with {@link #close()}, the result set, the statement
 * and the connection are closed, each once, and the connection goes back as it came.
 *
 * <p>Where a driver streams in a transaction alone, as PostgreSQL's does, and the connection comes
 * in auto-commit mode, the query runs in a read-only transaction of its own, which is committed
 * when the query ends and rolled back when it fails. A transaction that the connection came with is
 * left as it is.
 *
 * <p>One thread at a time reads and closes; {@link #cancel()} may come from any other.
 *
 * @param <T> the items' type
 * @see QuerySequence#map
 */
public final class QueryIterator<T> implements FlowIterator<T> {
  private final Query query;
  private final RowMapper<? extends T> mapper;
  private final Opened opened = new Opened();
  private final Cancellation cancellation = new Cancellation();
  private State state = State.NEW;
  private @Nullable ResultSet rows;

  private enum State {
    NEW,
    OPEN,
    ENDED,
    FAILED,
    CLOSED
  }

  QueryIterator(Query query, RowMapper<? extends T> mapper) {
    this.query = query;
    this.mapper = Objects.requireNonNull(mapper, "mapper");
  }

  /**
   * Reads the next row. If the query cannot be opened, this may be called again, and tries again.
   *
   * @return the item, or {@code null} at the end, also when asked again
   * @throws PauseFlow at a row of which the mapper makes no item, for no time at all: a flow then
   *     looks whether it is to go on, and asks again
   * @throws SQLException what the data source, the driver or the mapper throws, or that the query
   *     was cancelled
   * @throws IllegalStateException if this was closed, or has failed at a row
   */
  @Override
  public @Nullable T next() throws SQLException, PauseFlow {
    if (state == State.ENDED) {
      return null;
    }
    if (state == State.FAILED || state == State.CLOSED) {
      throw new IllegalStateException(
          "The query " + (state == State.CLOSED ? "is closed" : "failed"));
    }
    T item;
    try {
      item = read();
    } catch (PauseFlow skipped) {
      throw skipped;
    } catch (Throwable failure) {
      state = state == State.NEW ? State.NEW : State.FAILED;
      rows = null;
      opened.closeAfter(failure);
      throw failure;
    }
    if (item == null) {
      state = State.ENDED;
      rows = null;
      opened.close();
    }
    return item;
  }

  private @Nullable T read() throws SQLException, PauseFlow {
    cancellation.enter();
    try {
      cancellation.check();
      ResultSet current = rows;
      if (current == null) {
        current = Rows.open(query, opened, cancellation);
        rows = current;
        state = State.OPEN;
      }
      if (!cancellation.ask(current::next)) {
        return null;
      }
      T item = mapper.map(current);
      if (item == null) {
        throw PauseFlow.until(Sources.SKIPPED);
      }
      return item;
    } finally {
      cancellation.exit();
    }
  }

  /**
   * Cancels the query from another thread. A {@link #next()} under way fails as soon as the driver
   * makes it, and returns before this does; a later one fails at once. Most drivers cancel whatever
   * they wait for; PostgreSQL's cancels while the query is executed, but not while it fetches
   * further rows: the call then ends with that fetch.
   *
   * @throws SQLException if the driver cannot cancel
   */
  @Override
  public void cancel() throws SQLException {
    cancellation.cancel();
  }

  /**
   * Closes what is open; nothing if that was done before. What this throws is what the driver
   * threw, a {@code SQLException} as a rule, though none is declared.
   */
  @Override
  public void close() {
    state = State.CLOSED;
    rows = null;
    try {
      opened.close();
    } catch (SQLException failure) {
      throw QueryIterator.<RuntimeException>same(failure);
    }
  }

  /** A run ends with the very exception that its source threw, checked or not. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Exception> X same(Exception failure) throws X {
    throw (X) failure;
  }
}
