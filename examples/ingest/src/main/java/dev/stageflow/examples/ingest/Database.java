package dev.stageflow.examples.ingest;

import com.zaxxer.hikari.HikariDataSource;
import dev.stageflow.jdbc.JdbcFlowStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the database. */
final class Database {
  private Database() {}

  /** Opens a pool of connections, and creates the tables where there are none. */
  static HikariDataSource open(String url) throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      // No key keeps a row from being written twice: the run does.
      statement.execute(
          """
          create table if not exists chunk (
            document varchar(99), number int, text varchar(999), vector varchar(9999))""");
      statement.execute(
          """
          create table if not exists reject (
            document varchar(99), number int, reason varchar(999))""");
      JdbcFlowStore.of(pool).createTables();
      return pool;
    } catch (SQLException | RuntimeException failure) {
      pool.close();
      throw failure;
    }
  }

  /** Counts the rows of a table. */
  static long count(HikariDataSource database, String table) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getLong(1);
    }
  }
}
