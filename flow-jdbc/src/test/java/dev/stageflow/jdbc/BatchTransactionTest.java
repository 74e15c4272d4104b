package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch is one transaction, and its connection goes back as it came. */
class BatchTransactionTest {
  private static final int CALLS = calls().size();

  static IntStream everyCall() {
    return IntStream.rangeClosed(1, CALLS);
  }

  private static List<Integer> write(RecordingDriver driver) throws SQLException {
    return BatchUpdate.on(driver.dataSource())
        .sql("insert into t (n) values (?)")
        .rows(List.of("a", "b"), (name, row) -> row.bind(name))
        .execute(List.of("id"), key -> key.getInt(1));
  }

  private static List<String> calls() {
    RecordingDriver driver = RecordingDriver.postgres();
    try {
      write(driver);
    } catch (SQLException impossible) {
      throw new AssertionError(impossible);
    }
    return driver.calls;
  }

  @Test
  void theRowsAreSentAsOneBatchAndCommitted() {
    assertThat(calls())
        .containsExactly(
            "DataSource.getConnection()",
            "Connection.getAutoCommit()",
            "Connection.setAutoCommit(false)",
            "Connection.prepareStatement(insert into t (n) values (?), [id])",
            "PreparedStatement.setObject(1, a)",
            "PreparedStatement.addBatch()",
            "PreparedStatement.setObject(1, b)",
            "PreparedStatement.addBatch()",
            "PreparedStatement.executeBatch()",
            "PreparedStatement.getGeneratedKeys()",
            "ResultSet.next()",
            "ResultSet.getInt(1)",
            "ResultSet.next()",
            "ResultSet.getInt(1)",
            "ResultSet.next()",
            "ResultSet.getInt(1)",
            "ResultSet.next()",
            "ResultSet.close()",
            "PreparedStatement.close()",
            "Connection.commit()",
            "Connection.setAutoCommit(true)",
            "Connection.close()");
  }

  @Test
  void aConnectionThatCameWithAutoCommitOffIsCommittedAndStaysSo() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    driver.autoCommit = false;
    write(driver);
    assertThat(driver.committed).isTrue();
    assertThat(driver.calls).noneMatch(call -> call.startsWith("Connection.setAutoCommit"));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void aFailingCallIsWhatComesOutAndNothingIsCommittedBeforeTheCommit(int failing) {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call == failing);
    assertThatThrownBy(() -> write(driver))
        .isSameAs(driver.failures.get(0))
        .hasNoSuppressedExceptions();
    assertAllClosedOnce(driver);
    assertThat(driver.inTransaction).isFalse();
    boolean afterTheCommit = failing > calls().indexOf("Connection.commit()") + 1;
    assertThat(driver.committed).isEqualTo(afterTheCommit);
    String failed = calls().get(failing - 1);
    assertThat(driver.autoCommit).isEqualTo(!failed.equals("Connection.setAutoCommit(true)"));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void whatFailsAfterTheFirstFailureIsSuppressedIntoIt(int first) {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call >= first);
    assertThatThrownBy(() -> write(driver))
        .isSameAs(driver.failures.get(0))
        .satisfies(
            thrown ->
                assertThat(allSuppressed(thrown))
                    .containsExactlyInAnyOrderElementsOf(
                        driver.failures.subList(1, driver.failures.size())));
    assertAllClosedOnce(driver);
  }

  @Test
  void whereTheRollbackFailsToSetTheModeCommitsNothing() {
    RecordingDriver driver =
        RecordingDriver.postgres()
            .during("PreparedStatement.executeBatch", () -> {})
            .during("ResultSet.next", BatchTransactionTest::fail)
            .during("Connection.rollback", BatchTransactionTest::fail);
    assertThatThrownBy(() -> write(driver)).hasMessage("no");
    assertThat(driver.committed).isFalse();
    assertAllClosedOnce(driver);
  }

  private static void fail() throws SQLException {
    throw new SQLException("no");
  }

  private static List<Throwable> allSuppressed(Throwable thrown) {
    return List.of(thrown.getSuppressed());
  }

  private static void assertAllClosedOnce(RecordingDriver driver) {
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
  }
}
