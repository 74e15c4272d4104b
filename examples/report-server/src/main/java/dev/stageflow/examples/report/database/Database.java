package dev.stageflow.examples.report.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A database behind a pool of connections. Safe for use by many threads. */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;

  private Database(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens the pool, and one connection to see that it works.
   *
   * @param jdbcUrl where the database is
   * @param user null where the database asks for none
   * @param password null where the database asks for none
   * @param connections how many connections there are at most
   * @throws SQLException if the database cannot be reached, or no driver takes the URL
   */
  public static Database open(
      String jdbcUrl, @Nullable String user, @Nullable String password, int connections)
      throws SQLException {
    HikariConfig config = new HikariConfig();
    config.setPoolName("report-server");
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(connections);
    // A page waits for its turn however many there are; a reader who has gone away ends the wait.
    config.setConnectionTimeout(0);
    config.setInitializationFailTimeout(1);
    try {
      config.setJdbcUrl(withSafeCancel(jdbcUrl));
      return new Database(new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw new SQLException(String.valueOf(rootCause(e).getMessage()), e);
    } catch (RuntimeException e) { // thrown for a URL that no driver takes
      throw new SQLException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * H2 keeps a cancel that comes as a query ends in the prepared command, which it caches: whoever
   * prepares the same query next on that connection would be cancelled.
   */
  private static String withSafeCancel(String jdbcUrl) {
    boolean isSafe =
        !jdbcUrl.startsWith("jdbc:h2:")
            || jdbcUrl.toUpperCase(Locale.ROOT).contains(";QUERY_CACHE_SIZE=");
    return isSafe ? jdbcUrl : jdbcUrl + ";QUERY_CACHE_SIZE=0";
  }

  /** Returns what gives connections out, and waits while all are in use. */
  public DataSource dataSource() {
    return pool;
  }

  /** Returns how many connections are in use. */
  public int connectionsInUse() {
    return counts().getActiveConnections();
  }

  /** Returns how many connections there are at most. */
  public int connections() {
    return pool.getMaximumPoolSize();
  }

  /** Returns how many threads wait for a connection. */
  public int threadsWaiting() {
    return counts().getThreadsAwaitingConnection();
  }

  /** Closes all connections. */
  @Override
  public void close() {
    pool.close();
  }

  private HikariPoolMXBean counts() {
    return pool.getHikariPoolMXBean();
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
