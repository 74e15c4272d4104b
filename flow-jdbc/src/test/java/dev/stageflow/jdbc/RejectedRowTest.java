package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.BatchUpdateException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the driver is asked where rows are rejected, and what is no rejection. */
class RejectedRowTest {
  private static final int CALLS = callsForOneOfFour();

  private final List<String> rejected = new ArrayList<>();
  private RecordingDriver driver;

  @BeforeEach
  void connect() {
    driver = RecordingDriver.postgres();
  }

  /** Has a driver reject a batch that has a certain value. */
  private static void rejecting(RecordingDriver driver, String value, SQLException failure) {
    driver.during(
        "PreparedStatement.executeBatch",
        () -> {
          int sent = Math.max(last(driver, "PreparedStatement.executeBatch", 1), 0);
          if (driver
              .calls
              .subList(sent, driver.calls.size())
              .contains("PreparedStatement.setObject(1, " + value + ")")) {
            BatchUpdateException all = new BatchUpdateException("a batch", "ZZZZZ", new int[0]);
            all.setNextException(failure);
            throw all;
          }
        });
  }

  /** Returns the place behind the last call of a name but some. */
  private static int last(RecordingDriver driver, String call, int but) {
    List<Integer> places =
        IntStream.range(0, driver.calls.size())
            .filter(place -> driver.calls.get(place).startsWith(call))
            .boxed()
            .toList();
    return places.size() <= but ? 0 : places.get(places.size() - 1 - but);
  }

  private static SQLException state(String state) {
    return new SQLException("state " + state, state);
  }

  private static long write(RecordingDriver driver, List<String> names, List<String> rejected)
      throws SQLException {
    return BatchUpdate.on(driver.dataSource())
        .sql("insert into t (n) values (?)")
        .rows(
            names,
            (name, row) -> row.bind(name),
            (name, failure) -> {
              rejected.add(name + " " + failure.getMessage());
              return null;
            })
        .execute();
  }

  private static int callsForOneOfFour() {
    try {
      RecordingDriver driver = RecordingDriver.postgres();
      rejecting(driver, "c", state("23505"));
      write(driver, List.of("a", "b", "c", "d"), new ArrayList<>());
      return driver.calls.size();
    } catch (SQLException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static IntStream everyCall() {
    return IntStream.rangeClosed(1, CALLS);
  }

  private long calls(String name) {
    return driver.calls.stream().filter(call -> call.startsWith(name + "(")).count();
  }

  @Test
  void aBatchThatIsWrittenHasOneSavepoint() throws Exception {
    write(driver, List.of("a", "b", "c"), rejected);
    assertThat(calls("Connection.setSavepoint")).isEqualTo(1);
    assertThat(calls("Connection.releaseSavepoint")).isEqualTo(1);
    assertThat(calls("PreparedStatement.executeBatch")).isEqualTo(1);
    assertThat(rejected).isEmpty();
  }

  @Test
  void theRejectedRowIsFoundByHalves() throws Exception {
    rejecting(driver, "5", state("23505"));
    write(driver, IntStream.range(0, 64).mapToObj(String::valueOf).toList(), rejected);
    assertThat(rejected).containsExactly("5 state 23505");
    assertThat(calls("PreparedStatement.executeBatch")).isEqualTo(1 + 2 * 6);
    assertThat(calls("Connection.prepareStatement")).isEqualTo(1);
    assertThat(calls("Connection.setSavepoint"))
        .isEqualTo(calls("Connection.releaseSavepoint"))
        .isEqualTo(1 + 2 * 6);
    assertThat(driver.committed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23514", "27000", "44000", "45000", "P0001"})
  void aRowIsRejectedForWhatItSays(String state) throws Exception {
    rejecting(driver, "a", state(state));
    write(driver, List.of("a", "b"), rejected);
    assertThat(rejected).containsExactly("a state " + state);
  }

  @Test
  void aRowIsRejectedByTheKindOfItsException() throws Exception {
    rejecting(driver, "a", new SQLDataException("too long"));
    write(driver, List.of("a"), rejected);
    rejecting(driver, "b", new SQLIntegrityConstraintViolationException("twice"));
    write(driver, List.of("b"), rejected);
    assertThat(rejected).containsExactly("a too long", "b twice");
  }

  /** A lost connection, a deadlock, a cancelled statement, no such table, no state at all. */
  @ParameterizedTest
  @ValueSource(strings = {"08006", "40001", "57014", "42P01", "2", ""})
  void whatIsNoFaultOfARowFailsTheBatch(String state) {
    SQLException failure = state.isEmpty() ? new SQLException("none") : state(state);
    rejecting(driver, "a", failure);
    assertThatThrownBy(() -> write(driver, List.of("a", "b"), rejected))
        .isInstanceOf(BatchUpdateException.class)
        .satisfies(
            thrown -> assertThat(((SQLException) thrown).getNextException() == failure).isTrue());
    assertThat(rejected).isEmpty();
    assertThat(driver.committed).isFalse();
  }

  @Test
  void theReasonMayBeTheCauseOrTheFailureItself() throws Exception {
    driver.during(
        "PreparedStatement.executeBatch",
        () -> {
          throw new BatchUpdateException("a batch", "ZZZZZ", new int[0], state("23505"));
        });
    write(driver, List.of("a"), rejected);
    driver.during(
        "PreparedStatement.executeBatch",
        () -> {
          throw new BatchUpdateException("all", "23505", new int[0]);
        });
    write(driver, List.of("b"), rejected);
    assertThat(rejected).containsExactly("a state 23505", "b all");
  }

  @Test
  void aDatabaseThatReleasesNoSavepointsKeepsThem() throws Exception {
    driver.during(
        "Connection.releaseSavepoint",
        () -> {
          throw new SQLFeatureNotSupportedException("releaseSavepoint");
        });
    rejecting(driver, "b", state("23505"));
    write(driver, List.of("a", "b", "c"), rejected);
    assertThat(rejected).containsExactly("b state 23505");
    assertThat(driver.committed).isTrue();
  }

  @Test
  void aTransactionThatCannotGoOnFailsWithWhatItFailedBy() {
    SQLException lost = state("08006");
    driver.during(
        "Connection.rollback",
        () -> {
          throw lost;
        });
    rejecting(driver, "a", state("23505"));
    assertThatThrownBy(() -> write(driver, List.of("a", "b"), rejected))
        .isInstanceOf(BatchUpdateException.class)
        .hasSuppressedException(lost);
    assertThat(rejected).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void aFailingCallRejectsNothingAndAllIsClosed(int failing) {
    rejecting(driver, "c", state("23505"));
    driver.failing(call -> call == failing);
    assertThatThrownBy(() -> write(driver, List.of("a", "b", "c", "d"), rejected))
        .satisfies(
            thrown -> {
              SQLException told = driver.failures.get(0);
              assertThat(thrown == told || List.of(thrown.getSuppressed()).contains(told)).isTrue();
            });
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
    assertThat(driver.inTransaction).isFalse();
  }
}
