package dev.stageflow.tests.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.DurableRunner;
import dev.stageflow.FlowRun;
import dev.stageflow.StoredRun;
import dev.stageflow.jdbc.JdbcFlowStore;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.tests.database.MonthlyLedger.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A durable run writes each row once, however often it is stopped, as the manual shows. */
class MonthlyLedgerTest {
  private static final int ORDERS = 40;

  private final JdbcConnectionPool database =
      JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");

  @BeforeEach
  void fill() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create table orders (id bigint, region varchar, cents bigint)");
      statement.execute("create table ledger (region varchar, what varchar, cents bigint)");
      for (int id = 1; id <= ORDERS; id++) {
        String region = id % 2 == 0 ? "north" : "west";
        statement.execute("insert into orders values (" + id + ", '" + region + "', " + id + ")");
      }
    }
  }

  @AfterEach
  void close() {
    database.dispose();
  }

  private DurableRunner<String, Row, Connection> ledger() throws Exception {
    JdbcFlowStore store = JdbcFlowStore.of(database);
    store.createTables();
    return MonthlyLedgerFlow.of(new MonthlyLedger(database)).durable(store, "ledger-2026-11");
  }

  private static void insert(Row row, Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into ledger values (?, ?, ?)")) {
      insert.setString(1, row.region());
      insert.setString(2, row.what());
      insert.setLong(3, row.cents());
      insert.executeUpdate();
    }
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select region, what, cents from ledger")) {
      while (found.next()) {
        rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getLong(3));
      }
    }
    return rows;
  }

  private static List<String> expected() {
    List<String> rows = new ArrayList<>();
    for (String region : List.of("north", "west")) {
      int total = 0;
      for (int id = region.equals("north") ? 2 : 1; id <= ORDERS; id += 2) {
        rows.add(region + " order " + id + " " + id);
        total += id;
      }
      rows.add(region + " all " + total);
    }
    return rows;
  }

  @Test
  void eachRowIsWrittenOnce() throws Exception {
    for (int stopped = 1; stopped <= 12; stopped++) {
      int most = stopped;
      int[] written = {0};
      assertThatThrownBy(
              () ->
                  ledger()
                      .saveEvery(Duration.ZERO)
                      .run(
                          "2026-11",
                          (row, connection) -> {
                            insert(row, connection);
                            if (written[0]++ == most % 5) {
                              throw new IOException("stopped");
                            }
                          }))
          .hasMessage("stopped");
    }
    ExecutorService loop = Executors.newSingleThreadExecutor();
    FlowRun run = ledger().on(loop).start("2026-11", MonthlyLedgerTest::insert);
    run.completion().toCompletableFuture().get(20, TimeUnit.SECONDS);
    loop.shutdown();
    assertThat(rows()).containsExactlyElementsOf(expected());
    ledger().run("2026-11", MonthlyLedgerTest::insert);
    assertThat(rows()).hasSameSizeAs(expected());
    assertThat(JdbcFlowStore.of(database).runs())
        .extracting(StoredRun::id, StoredRun::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ledger-2026-11", StoredRun.State.FINISHED));
  }

  @Test
  void itIsRehearsed() {
    FlowRehearsal.of(MonthlyLedgerFlow.of(new MonthlyLedger(database)), "2026-11")
        .savedEverywhere();
  }

  @Test
  void theManualShowsThisVeryCode() throws IOException {
    Path here = Path.of("src", "test", "java", "dev", "stageflow", "tests", "database");
    String source = Files.readString(here.resolve("MonthlyLedger.java"));
    String shown = source.substring(source.indexOf("// manual") + 9, source.indexOf("  // end"));
    assertThat(Files.readString(Path.of("..", "docs", "durable.md"))).contains(shown.strip());
  }
}
