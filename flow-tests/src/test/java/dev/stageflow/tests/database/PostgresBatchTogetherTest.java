package dev.stageflow.tests.database;

import java.io.IOException;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Several statements share a transaction, on a PostgreSQL server. */
@Timeout(120)
class PostgresBatchTogetherTest extends BatchTogetherTest {
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
  DataSource open() {
    return server.dataSource();
  }
}
