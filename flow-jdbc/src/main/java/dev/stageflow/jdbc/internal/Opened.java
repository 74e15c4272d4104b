package dev.stageflow.jdbc.internal;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What has to be undone, last first, each once, whatever else fails. */
public final class Opened {
  private static final int MOST_SUPPRESSED = 32;

  private final Deque<Undo> undos = new ArrayDeque<>();

  /** One thing to undo. */
  @FunctionalInterface
  public interface Undo {

    /**
     * Undoes it.
     *
     * @param failed whether the query failed
     */
    void run(boolean failed) throws SQLException;
  }

  public void add(Undo undo) {
    undos.push(undo);
  }

  /** Undoes all, after a success. What fails first comes out when all is done. */
  public void close() throws SQLException {
    Throwable first = undoAll(null);
    if (first instanceof SQLException failure) {
      throw failure;
    } else if (first instanceof RuntimeException failure) {
      throw failure;
    } else if (first != null) {
      throw (Error) first;
    }
  }

  /** Undoes all, after a failure, and suppresses whatever fails into it. */
  public void closeAfter(Throwable failure) {
    undoAll(failure);
  }

  private @Nullable Throwable undoAll(@Nullable Throwable failure) {
    Throwable first = failure;
    Undo undo;
    while ((undo = undos.poll()) != null) {
      try {
        undo.run(failure != null);
      } catch (Throwable next) {
        if (first == null) {
          first = next;
        } else if (first != next && first.getSuppressed().length < MOST_SUPPRESSED) {
          // A driver may throw one exception again and again, which must not grow forever.
          first.addSuppressed(next);
        }
      }
    }
    return first;
  }
}
