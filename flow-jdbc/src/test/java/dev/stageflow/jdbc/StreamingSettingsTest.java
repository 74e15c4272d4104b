package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What each driver is told so that it streams. */
class StreamingSettingsTest {

  @Test
  void postgresReadsThroughACursorInAReadOnlyTransactionOfItsOwn() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    readAll(driver);
    assertThat(driver.calls)
        .containsSubsequence(
            "Connection.setReadOnly(true)",
            "Connection.setAutoCommit(false)",
            "Connection.prepareStatement(select 1, 1003, 1007)",
            "PreparedStatement.setFetchSize(50)",
            "PreparedStatement.executeQuery()",
            "ResultSet.close()",
            "PreparedStatement.close()",
            "Connection.commit()",
            "Connection.setAutoCommit(true)",
            "Connection.setReadOnly(false)",
            "Connection.close()");
  }

  @Test
  void aTransactionThatTheConnectionCameWithIsLeftAlone() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    driver.autoCommit = false;
    readAll(driver);
    assertThat(driver.calls)
        .contains("PreparedStatement.setFetchSize(50)")
        .noneMatch(call -> call.matches("Connection\\.(set|commit|rollback).*"));
    assertThat(driver.inTransaction).isTrue();
  }

  @Test
  void aReadOnlyConnectionStaysReadOnly() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    driver.readOnly = true;
    readAll(driver);
    assertThat(driver.readOnly).isTrue();
    assertThat(driver.calls).noneMatch(call -> call.startsWith("Connection.setReadOnly"));
  }

  @Test
  void mysqlReadsRowByRow() throws Exception {
    assertThat(fetchSize("MySQL Connector/J", "MySQL", "jdbc:mysql://db/shop"))
        .isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void mysqlReadsThroughACursorWhereTheUrlSaysSo() throws Exception {
    String url = "jdbc:mysql://db/shop?useSSL=true&useCursorFetch=true";
    assertThat(fetchSize("MySQL Connector/J", "MySQL", url)).isEqualTo(50);
  }

  @Test
  void mariadbsDriverStreamsWithAFetchSizeFromWhateverServer() throws Exception {
    assertThat(fetchSize("MariaDB Connector/J", "MariaDB", "jdbc:mariadb://db/shop")).isEqualTo(50);
    assertThat(fetchSize("MariaDB Connector/J", "MySQL", "jdbc:mariadb://db/shop")).isEqualTo(50);
  }

  @Test
  void anyOtherDriverGetsTheFetchSizeAndKeepsItsAutoCommit() throws Exception {
    RecordingDriver driver = new RecordingDriver(null, "Unheard Of", null, 1);
    readAll(driver);
    assertThat(driver.calls)
        .contains("PreparedStatement.setFetchSize(50)")
        .noneMatch(call -> call.matches("Connection\\.(set|commit|rollback).*"));
  }

  @Test
  void limitsAreSetOnlyWhereTheyAreGiven() throws Exception {
    RecordingDriver unlimited = RecordingDriver.postgres();
    readAll(unlimited);
    assertThat(unlimited.calls)
        .noneMatch(call -> call.matches("PreparedStatement\\.set(MaxRows|QueryTimeout).*"));

    RecordingDriver limited = RecordingDriver.postgres();
    QuerySequence query = QuerySequence.on(limited.dataSource()).sql("select 1");
    drain(query.maxRows(7).timeout(Duration.ofMillis(1_001)).map(row -> row.getInt(1)));
    assertThat(limited.calls)
        .contains("PreparedStatement.setMaxRows(7)", "PreparedStatement.setQueryTimeout(2)")
        .contains("PreparedStatement.setFetchSize(1000)");
  }

  private static int fetchSize(String name, String product, String url) throws Exception {
    RecordingDriver driver = new RecordingDriver(name, product, url, 1);
    readAll(driver);
    String set = "PreparedStatement.setFetchSize(";
    String call = driver.calls.stream().filter(each -> each.startsWith(set)).findFirst().get();
    return Integer.parseInt(call.substring(set.length(), call.length() - 1));
  }

  private static void readAll(RecordingDriver driver) throws Exception {
    QuerySequence query = QuerySequence.on(driver.dataSource()).sql("select 1").fetchSize(50);
    drain(query.map(row -> row.getInt(1)));
  }

  private static void drain(QueryIterator<Integer> numbers) throws Exception {
    while (numbers.next() != null) {}
    numbers.close();
  }
}
