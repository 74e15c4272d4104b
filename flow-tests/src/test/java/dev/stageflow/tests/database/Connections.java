package dev.stageflow.tests.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** The connections that a process has to a database: they are counted, and end all at once. */
final class Connections implements DataSource {
  private final Supplier<? extends DataSource> database;
  private final List<Connection> open = new CopyOnWriteArrayList<>();
  private volatile boolean killed;

  Connections(Supplier<? extends DataSource> database) {
    this.database = database;
  }

  /** Ends all connections, as the end of their process would: nothing more is committed. */
  void kill() throws SQLException {
    for (Connection connection : open) {
      // PostgreSQL's driver: whatever another thread does with it.
      connection.abort(Runnable::run);
      // H2's: after what another thread does with it.
      connection.close();
    }
    open.clear();
  }

  /** Ends all connections but one, as a network would. */
  void killAllBut(Connection kept) throws SQLException {
    for (Connection connection : open) {
      if (!connection.equals(kept.unwrap(Connection.class))) {
        connection.abort(Runnable::run);
        connection.close();
        open.remove(connection);
      }
    }
  }

  /** As {@link #kill()}, and there will be no others. */
  void killForGood() throws SQLException {
    killed = true;
    kill();
  }

  /** Returns how many connections are open. */
  int open() {
    return open.size();
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = database.get().getConnection();
    open.add(connection);
    if (killed) {
      connection.close();
      open.remove(connection);
      throw new SQLException("the process is killed");
    }
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                open.remove(connection);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
