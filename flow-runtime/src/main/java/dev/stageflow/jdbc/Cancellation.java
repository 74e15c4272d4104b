package dev.stageflow.jdbc;

import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Carries a cancel from any thread to the statement that another one waits for.
 *
 * <p>JDBC does not tell whether {@link Statement#cancel()} found anything to cancel: a driver
 * ignores it until the query has really been sent. So it is repeated for as long as the reader is
 * inside its call; a single one could be lost between the last look at the flag and the driver.
 * While a cancel is under way the reader does not leave, so that it cannot strike whoever uses the
 * connection next.
 */
final class Cancellation {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /** What PostgreSQL, H2 and Db2 say of a query that was cancelled. */
  private static final String QUERY_CANCELED = "57014";

  private volatile boolean reading;
  private volatile boolean cancelled;

  private final Object lock = new Object();
  private @Nullable Statement statement; // guarded by lock

  /** The reader begins a call that may block. */
  void enter() {
    reading = true;
  }

  /** The reader's call has ended. */
  void exit() {
    reading = false;
    if (cancelled) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  /** The reader has a statement, and is about to execute it. */
  void attach(Statement prepared) throws SQLException {
    synchronized (lock) {
      statement = prepared;
    }
    check();
  }

  /** The statement is about to be closed. */
  void detach() {
    synchronized (lock) {
      statement = null;
    }
  }

  /** Lets nothing begin that nobody waits for. */
  void check() throws SQLException {
    if (cancelled) {
      throw new SQLException("The query was cancelled", QUERY_CANCELED);
    }
  }

  /**
   * Cancels, and comes back when the reader has left its call. An interrupt ends the wait, not the
   * cancel: no further row is read.
   */
  void cancel() throws SQLException {
    cancelled = true;
    synchronized (lock) {
      long pause = FIRST_PAUSE_MILLIS;
      while (reading) {
        if (statement != null) {
          statement.cancel();
        }
        try {
          lock.wait(pause);
        } catch (InterruptedException interrupt) {
          Thread.currentThread().interrupt();
          return;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
  }
}
