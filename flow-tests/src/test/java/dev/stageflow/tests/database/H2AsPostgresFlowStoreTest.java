package dev.stageflow.tests.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs are saved in H2 in its mode for PostgreSQL, which has fewer types. */
class H2AsPostgresFlowStoreTest extends FlowStoreContract {
  private static final JdbcDataSource DATABASE = new JdbcDataSource();

  /** Keeps the database in memory. */
  private static Connection keeping;

  @BeforeAll
  static void start() throws SQLException {
    DATABASE.setURL("jdbc:h2:mem:as-postgres;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
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
