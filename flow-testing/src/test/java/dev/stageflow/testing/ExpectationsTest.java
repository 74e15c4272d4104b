package dev.stageflow.testing;

import static dev.stageflow.testing.Complaints.complaint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a flow is expected to give, or to fail with, and how it is told that it does not. */
@Timeout(60)
class ExpectationsTest {

  private static Flow<Integer, Integer> failingAtTwo(IOException failure) {
    return Flow.<Integer>begin()
        .sequence(n -> List.of(1, 2, 3))
        .named("numbers")
        .function(
            n -> {
              if (n == 2) {
                throw failure;
              }
              return n;
            })
        .named("checked")
        .build();
  }

  private static Flow<Integer, Integer> runningTotals() {
    return Flow.<Integer>begin().sequence(n -> List.of(1, 3, 6)).build();
  }

  @Test
  void aFailureIsTheVeryOneAndHasAPlace() {
    IOException failure = new IOException("two");
    FlowRehearsal<Integer> rehearsal = FlowRehearsal.of(failingAtTwo(failure), 0);
    FlowFailure<IOException> failed = rehearsal.failsWith(IOException.class);
    assertThat(
            failed
                .at("checked")
                .within("numbers #2 = 2, at checked", "input #1 = 0, at numbers")
                .exception())
        .isSameAs(failure);
    assertThat(failed.trace().levels()).hasSize(2);
    assertThat(rehearsal.outputs()).containsExactly(1);
    rehearsal.pausedEverywhere().interleavedEverywhere();

    assertThatThrownBy(() -> failed.at("numbers"))
        .isInstanceOf(AssertionError.class)
        .hasCause(failure)
        .hasMessage(
            """
            The run failed at another stage.
              expected: numbers
              but was: checked
              where it failed:
                numbers #2 = 2, at checked
                input #1 = 0, at numbers""");
    assertThatThrownBy(() -> failed.within("numbers #1 = 1, at checked"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "The run failed at another place.\n  expected:\n    numbers #1 = 1");
  }

  @Test
  void aSourceThatFailsIsThePlaceItself() {
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .sequenceFrom(
                n ->
                    (FlowIterator<Integer>)
                        () -> {
                          throw new IOException("unreadable");
                        })
            .named("rows")
            .build();
    FlowRehearsal.of(flow, 0).failsWith(IOException.class).at("rows");
  }

  @Test
  void aFlowThatFailsUndisturbedCannotBeMadeToFail() {
    IOException failure = new IOException("two");
    FlowRehearsal<Integer> rehearsal = FlowRehearsal.of(failingAtTwo(failure), 0);
    assertThat(complaint(rehearsal::failedEverywhere))
        .hasMessageStartingWith(
            "A run that nothing disturbed failed.\n  it: java.io.IOException: two\n")
        .hasCause(failure);
    assertThat(complaint(rehearsal::cancelledEverywhere)).hasCause(failure);
  }

  @Test
  void otherOutputsThanExpectedAreTold() {
    IOException failure = new IOException("two");
    assertThat(complaint(() -> FlowRehearsal.of(failingAtTwo(failure), 0).gives(1, 2, 3)))
        .hasCause(failure)
        .hasMessage(
            """
            The run failed.
              expected: [1, 2, 3]
              but gave: [1]
              and then: java.io.IOException: two
              where it failed:
                numbers #2 = 2, at checked
                input #1 = 0, at numbers""");
    assertThat(complaint(() -> FlowRehearsal.of(runningTotals(), 0).gives(1, 2)))
        .hasMessage(
            """
            The outputs are not as expected.
              expected: [1, 2]
              but gave: [1, 3, 6]
              and then: completed""");
  }

  @Test
  void anotherFailureThanExpectedIsTold() {
    IOException failure = new IOException("two");
    FlowRehearsal<Integer> failing = FlowRehearsal.of(failingAtTwo(failure), 0);
    assertThat(complaint(() -> failing.failsWith(TimeoutException.class)))
        .hasCause(failure)
        .hasMessageStartingWith(
            "The run did not fail as expected.\n"
                + "  expected: java.util.concurrent.TimeoutException\n"
                + "  but was: java.io.IOException: two\n");
    FlowRehearsal<Integer> completing = FlowRehearsal.of(runningTotals(), 0);
    assertThat(complaint(() -> completing.failsWith(IOException.class)))
        .hasMessage(
            """
            The run did not fail as expected.
              expected: java.io.IOException
              but was: completed
              it gave: [1, 3, 6]""");
  }
}
