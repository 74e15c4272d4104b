package dev.stageflow.tests.database;

import dev.stageflow.StoredRun;
import dev.stageflow.jdbc.JdbcFlowStore;
import javax.sql.DataSource;

/** What a database tells of its runs. */
final class RunStates {
  private RunStates() {}

  /** Waits until no run is in a state: a server ends connections that were lost in its own time. */
  static void awaitNone(DataSource database, StoredRun.State state) throws Exception {
    JdbcFlowStore store = JdbcFlowStore.of(database);
    while (store.runs().stream().anyMatch(run -> run.state() == state)) {
      Thread.sleep(1);
    }
  }
}
