package dev.stageflow.tests.database;

import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Runs that are killed, in PostgreSQL. */
class PostgresKilledRunsTest extends KilledRunsContract {
  private static Postgres server;

  @BeforeAll
  static void start() throws IOException {
    server = Postgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Override
  DataSource database() {
    return server.dataSource();
  }
}
