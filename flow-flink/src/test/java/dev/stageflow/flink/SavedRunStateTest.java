package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.FlowOptions;
import dev.stageflow.SavedRunException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a checkpoint has of the runs of a durable flow, and where they go on. */
@Timeout(30)
class SavedRunStateTest {
  private final Desk desk = new Desk();
  private final Desk next = new Desk();
  private final CompletableFuture<Void> stuck = new CompletableFuture<>();
  private final CompletableFuture<Void> release = new CompletableFuture<>();

  @AfterEach
  void releaseWorkers() {
    release.complete(null);
  }

  @Test
  void aRunGoesOnWhereItWasAndGivesAllItsOutputs() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.processElement("a", 7);
      task.answer(desk, "a1");
      task.answer(desk, "a2");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).isEmpty();
    }
    assertThat(desk.asked()).containsExactly("welcome a", "a1", "a2", "a3");
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      assertThat(next.asked()).containsExactly("a3");
      task.answer(next, "a3");
      assertThat(task.passedOn()).containsExactly("answer a1@7", "answer a2@7", "answer a3@7");
    }
  }

  @Test
  void aRestoredRunIsInTheNextCheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      task.answer(desk, "a1");
      state = task.snapshot(1, 1);
    }
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      task.answer(next, "a2");
      state = task.snapshot(2, 2);
    }
    Desk last = new Desk();
    try (Harness<String, String> task = Harness.restore(Interview.operator(last), state)) {
      task.answer(last, "a3");
      assertThat(last.asked()).containsExactly("a3");
      assertThat(task.passedOn()).containsExactly("answer a1", "answer a2", "answer a3");
    }
  }

  @Test
  void whatARunGivesAfterACheckpointIsNotInIt() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      task.answer(desk, "a1");
      state = task.snapshot(1, 1);
      task.answer(desk, "a2");
    }
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      task.answer(next, "a2");
      task.answer(next, "a3");
      assertThat(next.asked()).containsExactly("a2", "a3");
      assertThat(task.passedOn()).containsExactly("answer a1", "answer a2", "answer a3");
    }
  }

  @Test
  void aRunThatHasEndedBeforeItsTurnIsNotRunAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk).ordered())) {
      task.process("a");
      task.process("b");
      answerAll(task, desk, "b");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).isEmpty();
    }
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      answerAll(task, next, "a");
      assertThat(next.asked()).containsExactly("a1", "a2", "a3");
      assertThat(task.passedOn())
          .containsExactly(
              "answer a1", "answer a2", "answer a3", "answer b1", "answer b2", "answer b3");
    }
  }

  @Test
  void whatIsInAParallelStageIsCalledAgainAndNothingElse() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Survey.operator(desk))) {
      task.process("a");
      task.answer(desk, "a1");
      state = task.snapshot(1, 1);
      assertThat(desk.asked()).containsExactly("a1", "a2", "a3");
    }
    try (Harness<String, String> task = Harness.restore(Survey.operator(next), state)) {
      assertThat(next.asked()).containsExactly("a2", "a3");
      for (String question : List.of("a2", "a3", "a4")) {
        task.answer(next, question);
      }
      assertThat(next.asked()).containsExactly("a2", "a3", "a4");
      assertThat(task.passedOn())
          .containsExactly("answer a1", "answer a2", "answer a3", "answer a4");
    }
  }

  @Test
  void whatHasGoneOnIsNotInTheNextCheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      task.snapshot(1, 1);
      answerAll(task, desk, "a");
      state = task.snapshot(2, 2);
    }
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      assertThat(next.asked()).isEmpty();
      assertThat(task.passedOn()).isEmpty();
    }
  }

  /** What is left of its frames says nothing of where it was. */
  @Test
  void aRunThatIsBeingClosedAfterAFailureIsRunFromItsBeginning() throws Exception {
    OperatorSubtaskState state;
    Harness<String, String> failing = Harness.open(reading(desk));
    failing.process("a");
    awaitQuestion(failing, desk);
    stuck.join();
    desk.answerWith("a1", new IllegalStateException("not understood"));
    failing.takeMail();
    state = failing.snapshot(1, 1);
    release.complete(null);
    assertThatThrownBy(failing::awaitMail).hasMessage("not understood");
    failing.close();
    try (Harness<String, String> task = Harness.restore(reading(next), state)) {
      awaitQuestion(task, next);
      assertThat(next.asked()).containsExactly("open a", "a1");
    }
  }

  /** The page that it is about is read by a worker. */
  private static void awaitQuestion(Harness<String, String> task, Desk asking) throws Exception {
    while (!asking.asked().contains("a1")) {
      task.awaitMail();
    }
  }

  private FlowOperator<String, String> reading(Desk desk) {
    return FlowOperators.of(() -> StuckReadingFlow.of(new StuckReading(desk, stuck, release)))
        .returning(String.class);
  }

  @Test
  void aRunThatDoesNotFitTheDefinitionFailsTheTaskAndSaysWhy() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      state = task.snapshot(1, 1);
    }
    FlowOperator<String, String> other = reading(next);
    try (Harness<String, String> task = new Harness<>(other, Types.STRING)) {
      task.initializeState(state);
      assertThatThrownBy(task::open)
          .isInstanceOf(SavedRunException.class)
          .hasMessage(
              "The run was saved by flow dev.stageflow.flink.Interview, and this is"
                  + " dev.stageflow.flink.StuckReading.");
    }
  }

  @Test
  void elementsOfAFlowThatBecameDurableAreRunFromTheirBeginning() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      state = task.snapshot(1, 1);
    }
    try (Harness<String, String> task = Harness.restore(Interview.operator(next), state)) {
      task.answer(next, "a1");
      state = task.snapshot(2, 2);
    }
    Desk last = new Desk();
    try (Harness<String, String> task = Harness.restore(Interview.operator(last), state)) {
      assertThat(next.asked()).containsExactly("welcome a", "a1", "a2");
      assertThat(last.asked()).containsExactly("a2");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void elementsOfAFlowThatIsNotDurableAnyMoreAreRunFromTheirBeginning() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      task.answer(desk, "a1");
      state = task.snapshot(1, 1);
    }
    try (Harness<String, String> task = Harness.restore(next.operator(), state)) {
      assertThat(next.asked()).containsExactly("a");
      state = task.snapshot(2, 2);
    }
    Desk last = new Desk();
    try (Harness<String, String> task = Harness.restore(last.operator(), state)) {
      task.answer(last, "a");
      assertThat(last.asked()).containsExactly("a");
      assertThat(task.passedOn()).containsExactly("answer a");
    }
  }

  @Test
  void timeoutsOfARestoredRunAreMeasuredByProcessingTime() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(Interview.operator(desk))) {
      task.process("a");
      state = task.snapshot(1, 1);
    }
    FlowOperator<String, String> impatient =
        FlowOperators.of(
                () ->
                    InterviewFlow.of(new Interview(next))
                        .using(FlowOptions.defaults().timeout(Duration.ofMinutes(1))))
            .returning(String.class);
    Harness<String, String> task = Harness.restore(impatient, state);
    task.setProcessingTime(59_999);
    task.takeMail();
    task.setProcessingTime(60_000);
    assertThatThrownBy(task::takeMail).isInstanceOf(TimeoutException.class);
    task.close();
  }

  private static void answerAll(Harness<String, String> task, Desk asking, String guest)
      throws Exception {
    for (String question : List.of(guest + 1, guest + 2, guest + 3)) {
      task.answer(asking, question);
    }
  }
}
