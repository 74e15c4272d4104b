package dev.stageflow.examples.ingest;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the database. */
final class Database {
  private Database() {}

  /** Opens a pool of connections, and creates the table where there is none. */
  static HikariDataSource open(String url) throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists chunk (
            document varchar(99), number int, text varchar(999), vector varchar(9999),
            primary key (document, number))""");
      return pool;
    } catch (SQLException | RuntimeException failure) {
      pool.close();
      throw failure;
    }
  }
}
