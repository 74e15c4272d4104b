package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Which elements are in a checkpoint, and what becomes of them. */
class RunStateTest {
  private final Desk desk = new Desk();

  @Test
  void elementsInWorkAreRunAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.processElement("a", 1);
      task.processElement("b", 2);
      task.process("c");
      task.answer(desk, "a");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).containsExactly("answer a@1");
    }
    Desk next = new Desk();
    try (Harness<String, String> task = Harness.restore(next.operator(), state)) {
      assertThat(next.asked()).containsExactly("b", "c");
      next.answer("b");
      next.answer("c");
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("answer b@2", "answer c");
    }
  }

  @Test
  void anElementThatWaitsForOthersToGoOnIsRunAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      task.process("b");
      task.answer(desk, "b");
      state = task.snapshot(1, 1);
    }
    Desk next = new Desk();
    try (Harness<String, String> task = Harness.restore(next.operator(), state)) {
      assertThat(next.asked()).containsExactly("a", "b");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void anElementOfWhichOutputsHaveComeIsRunAgainWhole() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(twoQuestions(desk))) {
      task.process("a");
      task.answer(desk, "a1");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).isEmpty();
    }
    Desk next = new Desk();
    try (Harness<String, String> task = Harness.restore(twoQuestions(next), state)) {
      next.answer("a1");
      task.takeMail();
      next.answer("a2");
      task.takeMail();
      assertThat(task.passedOn()).containsExactly("answer a1", "answer a2");
    }
  }

  @Test
  void whatHasGoneOnIsNotInTheNextCheckpoint() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      task.snapshot(1, 1);
      task.answer(desk, "a");
      state = task.snapshot(2, 2);
    }
    Desk next = new Desk();
    try (Harness<String, String> task = Harness.restore(next.operator(), state)) {
      assertThat(next.asked()).isEmpty();
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void aRestoredElementIsInTheNextCheckpointOnce() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.process("a");
      state = task.snapshot(1, 1);
    }
    try (Harness<String, String> task = Harness.restore(new Desk().operator(), state)) {
      state = task.snapshot(2, 2);
    }
    Desk last = new Desk();
    try (Harness<String, String> task = Harness.restore(last.operator(), state)) {
      assertThat(last.asked()).containsExactly("a");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  private static FlowOperator<String, String> twoQuestions(Desk desk) {
    return FlowOperators.of(
            () ->
                Flow.<String>begin()
                    .sequence(it -> List.of(it + 1, it + 2))
                    .functionAsync(desk::ask)
                    .build())
        .returning(String.class);
  }
}
