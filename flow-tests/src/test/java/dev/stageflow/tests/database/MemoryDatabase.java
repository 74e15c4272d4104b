package dev.stageflow.tests.database;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases of H2 in memory. */
final class MemoryDatabase {
  private MemoryDatabase() {}

  /**
   * Makes a database that lives as long as the JVM.
   *
   * @param name its name, and settings behind semicolons
   */
  static DataSource named(String name) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    return database;
  }
}
