package dev.stageflow.jdbc.internal;

import dev.stageflow.RunInUseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Who has runs open: a store, which shows that it lives by a lock on a connection of its own, for
 * as long as it has any run open. For all threads.
 */
final class Owner {
  private static final int SECONDS_TO_ANSWER = 5;

  private final DataSource database;
  private final String table;

  private final Lock lock = new ReentrantLock();

  // Guarded by the lock.

  private final Set<String> open = new HashSet<>();
  private @Nullable Connection connection;
  private boolean autoCommit;
  private long id;

  /**
   * Makes an owner that has no run open.
   *
   * @param table that of the owners
   */
  Owner(DataSource database, String table) {
    this.database = database;
    this.table = table;
  }

  /**
   * Has it own a run, as far as other threads of this process are concerned.
   *
   * @return the owner's number, which is locked from now on
   * @throws RunInUseException if it owns the run already
   */
  long enter(String run) throws SQLException {
    lock.lock();
    try {
      if (!open.add(run)) {
        throw inUse(run);
      }
      try {
        show();
      } catch (Throwable failure) {
        open.remove(run);
        throw failure;
      }
      return id;
    } finally {
      lock.unlock();
    }
  }

  static RunInUseException inUse(String run) {
    return new RunInUseException(
        "the run '"
            + run
            + "' is in use: another process, or another run of this one, has it open");
  }

  /** Shows that the owner lives, anew if the connection was lost that did so. */
  private void show() throws SQLException {
    Connection known = connection;
    if (known != null && known.isValid(SECONDS_TO_ANSWER)) {
      return;
    }
    if (known != null) {
      connection = null;
      closeLost(known);
    }
    Connection fresh = database.getConnection();
    try {
      autoCommit = fresh.getAutoCommit();
      id = UUID.randomUUID().getMostSignificantBits();
      Dialect.of(fresh.getMetaData()).lock(fresh, table, id);
    } catch (Throwable failure) {
      close(fresh, failure);
      throw failure;
    }
    connection = fresh;
  }

  /** What closing a lost connection throws is of no use: a new one shows whether there is a way. */
  private static void closeLost(Connection lost) {
    try {
      lost.close();
    } catch (SQLException alreadyLost) {
      // See above.
    }
  }

  private static void close(Connection connection, Throwable failure) {
    try {
      connection.close();
    } catch (SQLException thrown) {
      failure.addSuppressed(thrown);
    }
  }

  /** Has it no longer own a run; with the last one its lock ends. */
  void exit(String run) throws SQLException {
    lock.lock();
    try {
      open.remove(run);
      Connection known = connection;
      if (open.isEmpty() && known != null) {
        connection = null;
        hide(known);
      }
    } finally {
      lock.unlock();
    }
  }

  private void hide(Connection known) throws SQLException {
    try (known) {
      if (known.isValid(SECONDS_TO_ANSWER)) {
        Dialect.of(known.getMetaData()).unlock(known, table, id);
        known.setAutoCommit(autoCommit);
      }
    }
  }

  /** Returns whether it has a run open of which the database says so. */
  boolean owns(String run) {
    lock.lock();
    try {
      return open.contains(run);
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether it is the owner of that number. */
  boolean is(long number) {
    lock.lock();
    try {
      return connection != null && id == number;
    } finally {
      lock.unlock();
    }
  }
}
