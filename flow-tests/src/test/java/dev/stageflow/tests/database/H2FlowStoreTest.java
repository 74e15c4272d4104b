package dev.stageflow.tests.database;

import dev.stageflow.FlowStore.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Runs are saved in H2. */
@SuppressWarnings("try") // a session's close() may throw anything
class H2FlowStoreTest extends FlowStoreContract {
  private static final DataSource DATABASE = MemoryDatabase.named("stored-runs");

  @Override
  DataSource database() {
    return DATABASE;
  }

  @Test
  void whoeverLooksForAnOwnerThatIsGoneWaitsForOthersThatDo() throws Exception {
    store.open("run");
    store.open("second");
    connections.kill();
    try (Connection looking = DATABASE.getConnection();
        Statement statement = looking.createStatement()) {
      looking.setAutoCommit(false);
      statement.execute("select * from stageflow_run_owner for update");
      CompletableFuture<Session<Connection>> second =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return other.open("second");
                } catch (SQLException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      while (!second.isDone() && !isAnyBlocked()) {
        Thread.onSpinWait();
      }
      looking.commit();
      second.get().close();
    }
  }

  private static boolean isAnyBlocked() throws SQLException {
    try (Connection connection = DATABASE.getConnection();
        Statement statement = connection.createStatement();
        ResultSet blocked =
            statement.executeQuery(
                "select * from information_schema.sessions where blocker_id is not null")) {
      return blocked.next();
    }
  }
}
