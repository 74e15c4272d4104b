package dev.stageflow.tests.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs that are killed, in H2. */
class H2KilledRunsTest extends KilledRunsContract {
  private static final JdbcDataSource DATABASE = new JdbcDataSource();

  /** Keeps the database in memory. */
  private static Connection keeping;

  @BeforeAll
  static void start() throws SQLException {
    DATABASE.setURL("jdbc:h2:mem:killed-runs");
    keeping = DATABASE.getConnection();
  }

  @AfterAll
  static void stop() throws SQLException {
    keeping.close();
  }

  @Override
  DataSource database() {
    return DATABASE;
  }
}
