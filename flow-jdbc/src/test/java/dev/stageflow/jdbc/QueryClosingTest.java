package dev.stageflow.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.PauseFlow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All that a query opens is closed once, and its connection goes back as it came. */
class QueryClosingTest {
  private static final int CALLS_TO_THE_END = callsOf(4);
  private static final int CALLS_OF_AN_EARLY_CLOSE = callsOf(1);

  static IntStream everyCall() {
    return IntStream.rangeClosed(1, CALLS_TO_THE_END);
  }

  static IntStream everyCallOfAnEarlyClose() {
    return IntStream.rangeClosed(1, CALLS_OF_AN_EARLY_CLOSE);
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void aFailingCallIsWhatComesOutAndAllElseIsClosed(int failing) {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call == failing);
    Throwable thrown = failureOf(driver, 4);
    assertThat(thrown).isSameAs(driver.failures.get(0)).hasNoSuppressedExceptions();
    assertAllClosedOnce(driver);
    assertGivenBackAsItCame(driver);
  }

  @ParameterizedTest
  @MethodSource("everyCallOfAnEarlyClose")
  void aFailingCallIsWhatComesOutOfAnEarlyCloseToo(int failing) {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call == failing);
    Throwable thrown = failureOf(driver, 1);
    assertThat(thrown).isSameAs(driver.failures.get(0)).hasNoSuppressedExceptions();
    assertAllClosedOnce(driver);
    assertGivenBackAsItCame(driver);
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void whatFailsAfterTheFirstFailureIsSuppressedIntoIt(int first) {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call >= first);
    Throwable thrown = failureOf(driver, 4);
    assertThat(thrown).isSameAs(driver.failures.get(0));
    assertThat(thrown.getSuppressed())
        .containsExactlyElementsOf(driver.failures.subList(1, driver.failures.size()));
    assertAllClosedOnce(driver);
  }

  @Test
  void aFailingMapperEndsTheQueryWithItsFailureAndARollback() {
    RecordingDriver driver = RecordingDriver.postgres();
    SQLException failure = new SQLException("no such column");
    QueryIterator<Integer> numbers =
        numbers(
            driver,
            row -> {
              throw failure;
            });
    assertThatThrownBy(numbers::next).isSameAs(failure).hasNoSuppressedExceptions();
    assertAllClosedOnce(driver);
    assertGivenBackAsItCame(driver);
    assertThat(driver.calls)
        .contains("Connection.rollback()")
        .doesNotContain("Connection.commit()");
    assertThatThrownBy(numbers::next).isInstanceOf(IllegalStateException.class);
    numbers.close();
    assertAllClosedOnce(driver);
  }

  @Test
  void anErrorOfTheMapperClosesAllToo() {
    RecordingDriver driver = RecordingDriver.postgres();
    AssertionError error = new AssertionError("no");
    QueryIterator<Integer> numbers =
        numbers(
            driver,
            row -> {
              throw error;
            });
    assertThatThrownBy(numbers::next).isSameAs(error);
    assertAllClosedOnce(driver);
  }

  @Test
  void anEarlyCloseCommits() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers = numbers(driver, row -> row.getInt(1));
    assertThat(numbers.next()).isEqualTo(1);
    numbers.close();
    numbers.close();
    assertAllClosedOnce(driver);
    assertGivenBackAsItCame(driver);
    assertThat(driver.calls)
        .contains("Connection.commit()")
        .doesNotContain("Connection.rollback()");
    assertThatThrownBy(numbers::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theEndClosesAllBeforeItIsTold() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers = numbers(driver, row -> row.getInt(1));
    for (int i = 1; i <= 3; i++) {
      assertThat(numbers.next()).isEqualTo(i);
    }
    assertThat(numbers.next()).isNull();
    assertAllClosedOnce(driver);
    assertThat(numbers.next()).isNull();
    numbers.close();
    assertAllClosedOnce(driver);
  }

  @Test
  void aClosedIteratorThatWasNeverAskedHasAskedForNothing() {
    RecordingDriver driver = RecordingDriver.postgres();
    numbers(driver, row -> row.getInt(1)).close();
    assertThat(driver.calls).isEmpty();
  }

  @Test
  void aQueryThatCouldNotBeOpenedIsTriedAnew() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres().failing(call -> call == 1);
    QueryIterator<Integer> numbers = numbers(driver, row -> row.getInt(1));
    assertThatThrownBy(numbers::next).isSameAs(driver.failures.get(0));
    assertThat(numbers.next()).isEqualTo(1);
    numbers.close();
    assertAllClosedOnce(driver);
  }

  @Test
  void aRowWithoutAnItemIsSkippedInACallOfItsOwn() throws Exception {
    RecordingDriver driver = RecordingDriver.postgres();
    QueryIterator<Integer> numbers =
        numbers(driver, row -> row.getInt(1) == 2 ? null : row.getInt(1));
    assertThat(numbers.next()).isEqualTo(1);
    assertThatThrownBy(numbers::next).isInstanceOf(PauseFlow.class);
    assertThat(numbers.next()).isEqualTo(3);
    assertThat(numbers.next()).isNull();
    assertAllClosedOnce(driver);
    assertGivenBackAsItCame(driver);
  }

  @Test
  void aFailureThatEndsOneQueryAfterTheOtherDoesNotGrowForEver() {
    SQLException failure = new SQLException("the server has gone away");
    for (int i = 0; i < 100; i++) {
      RecordingDriver driver =
          RecordingDriver.postgres()
              .during(
                  "PreparedStatement.executeQuery",
                  () -> {
                    throw failure;
                  })
              .during(
                  "Connection.rollback",
                  () -> {
                    throw new SQLException("still away");
                  });
      assertThat(failureOf(driver, 1)).isSameAs(failure);
      assertAllClosedOnce(driver);
    }
    assertThat(failure.getSuppressed()).hasSize(32);
  }

  private static Throwable failureOf(RecordingDriver driver, int items) {
    List<Throwable> thrown = new ArrayList<>();
    try {
      read(driver, items);
    } catch (Exception failure) {
      thrown.add(failure);
    }
    assertThat(thrown).hasSize(1);
    return thrown.get(0);
  }

  /** Asks as a flow does: up to so many times, then closes, whatever happened. */
  private static void read(RecordingDriver driver, int items) throws Exception {
    try (QueryIterator<Integer> numbers = numbers(driver, row -> row.getInt(1))) {
      for (int i = 0; i < items; i++) {
        numbers.next();
      }
    }
  }

  private static QueryIterator<Integer> numbers(RecordingDriver driver, RowMapper<Integer> mapper) {
    QuerySequence query = QuerySequence.on(driver.dataSource()).sql("select n from t where a = ?");
    return query.bind("a").maxRows(9).map(mapper);
  }

  private static int callsOf(int items) {
    RecordingDriver driver = RecordingDriver.postgres();
    try {
      read(driver, items);
    } catch (Exception impossible) {
      throw new AssertionError(impossible);
    }
    return driver.calls.size();
  }

  private static void assertAllClosedOnce(RecordingDriver driver) {
    assertThat(driver.closes.values()).allMatch(times -> times == 1);
    if (driver.closes.containsKey("Connection")) {
      assertThat(driver.calls.get(driver.calls.size() - 1)).isEqualTo("Connection.close()");
    }
  }

  /** As far as the driver lets it: what it refuses to set back stays. */
  private static void assertGivenBackAsItCame(RecordingDriver driver) {
    assertThat(driver.inTransaction).isFalse();
    String failed = driver.failures.isEmpty() ? "" : driver.calls.get(failingCall(driver));
    assertThat(driver.autoCommit).isEqualTo(!failed.equals("Connection.setAutoCommit(true)"));
    assertThat(driver.readOnly).isEqualTo(failed.equals("Connection.setReadOnly(false)"));
  }

  private static int failingCall(RecordingDriver driver) {
    String message = driver.failures.get(0).getMessage();
    String number = Stream.of(message.split("[ :]")).skip(1).findFirst().orElseThrow();
    return Integer.parseInt(number) - 1;
  }
}
