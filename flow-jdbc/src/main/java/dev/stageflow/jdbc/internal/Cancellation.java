package dev.stageflow.jdbc.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries a cancel from any thread to the statement that another one waits for.
 *
 * <p>JDBC does not report whether {@link Statement#cancel()} found anything to cancel: a driver
 * ignores it until it executes the query, and a server until the query has arrived. PostgreSQL's
 * driver sends one cancel for each execution, so if that one arrives before the query does, the
 * query runs on. So the first cancel waits until a call that was begun before has had time to send
 * its query, and others follow for as long as the call lasts. Between two calls of the driver, and
 * after the last, there is nothing to cancel; and while a cancel is under way the reader does not
 * go on. What the driver does with a cancel that comes just as its call returns is up to the
 * driver.
 */
public final class Cancellation {
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /** What PostgreSQL, H2 and Db2 say of a query that was cancelled. */
  private static final String QUERY_CANCELED = "57014";

  private volatile boolean reading;

  /** Whether the driver is being asked; its statement is then set. */
  private volatile boolean asking;

  private volatile boolean cancelled;

  /** Published by {@link #asking}. */
  private @Nullable Statement statement;

  private final Object lock = new Object();

  /** The reader begins to read a row. */
  public void enter() {
    reading = true;
  }

  /** The reader has read a row, or will read none. */
  public void exit() {
    reading = false;
    if (cancelled) {
      synchronized (lock) {
        lock.notifyAll();
      }
    }
  }

  /** The reader has a statement, which is what a cancel reaches from now on. */
  public void attach(Statement prepared) {
    statement = prepared;
  }

  /** Makes a call of the driver's that a cancel can reach. */
  public <T> T ask(Call<T> call) throws SQLException {
    asking = true;
    try {
      check();
      return call.make();
    } finally {
      asking = false;
      if (cancelled) {
        awaitCancel();
      }
    }
  }

  /** A call of the driver. */
  @FunctionalInterface
  public interface Call<T> {
    T make() throws SQLException;
  }

  @SuppressWarnings("EmptyBlock")
  private void awaitCancel() {
    synchronized (lock) {
      // Whoever has the lock may be cancelling what has just returned.
    }
  }

  /** Prevents calls whose result is no longer awaited. */
  public void check() throws SQLException {
    if (cancelled) {
      throw new SQLException("The statement was cancelled", QUERY_CANCELED);
    }
  }

  /**
   * Cancels, and returns when the reader has left its call. An interrupt ends the waits, not the
   * cancel: no further row is read.
   */
  public void cancel() throws SQLException {
    cancelled = true;
    boolean interrupted = false;
    synchronized (lock) {
      long pause = FIRST_PAUSE_MILLIS;
      while (reading && !interrupted) {
        try {
          lock.wait(pause);
        } catch (InterruptedException interrupt) {
          interrupted = true;
        }
        if (asking) {
          Objects.requireNonNull(statement).cancel();
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
