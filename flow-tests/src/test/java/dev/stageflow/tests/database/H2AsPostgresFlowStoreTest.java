package dev.stageflow.tests.database;

import javax.sql.DataSource;

/** Runs are saved in H2 in its mode for PostgreSQL, which has fewer types. */
class H2AsPostgresFlowStoreTest extends FlowStoreContract {
  private static final DataSource DATABASE =
      MemoryDatabase.named("as-postgres;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");

  @Override
  DataSource database() {
    return DATABASE;
  }
}
