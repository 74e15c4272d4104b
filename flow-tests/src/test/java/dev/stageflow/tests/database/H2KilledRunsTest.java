package dev.stageflow.tests.database;

import javax.sql.DataSource;

/** Runs that are killed, in H2. */
class H2KilledRunsTest extends KilledRunsContract {
  private static final DataSource DATABASE = MemoryDatabase.named("killed-runs");

  @Override
  DataSource database() {
    return DATABASE;
  }
}
