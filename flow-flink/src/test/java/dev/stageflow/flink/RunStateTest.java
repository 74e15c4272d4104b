package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Which elements are in a checkpoint, and what becomes of them. */
class RunStateTest {
  private static final int MOST_INSTANCES = 8;

  private final Desk desk = new Desk();

  @Test
  void elementsInWorkAreRunAgain() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(desk.operator())) {
      task.processElement("a", 1);
      task.processElement("b", 2);
      task.process("c");
      answer(task, "a");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).containsExactly("answer a@1");
    }
    Desk next = new Desk();
    try (Harness<String, String> task = restore(next.operator(), state)) {
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
      answer(task, "b");
      state = task.snapshot(1, 1);
    }
    Desk next = new Desk();
    try (Harness<String, String> task = restore(next.operator(), state)) {
      assertThat(next.asked()).containsExactly("a", "b");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void anElementOfWhichOutputsHaveComeIsRunAgainWhole() throws Exception {
    OperatorSubtaskState state;
    try (Harness<String, String> task = Harness.open(twoQuestions(desk))) {
      task.process("a");
      answer(task, "a1");
      state = task.snapshot(1, 1);
      assertThat(task.passedOn()).isEmpty();
    }
    Desk next = new Desk();
    try (Harness<String, String> task = restore(twoQuestions(next), state)) {
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
      answer(task, "a");
      state = task.snapshot(2, 2);
    }
    Desk next = new Desk();
    try (Harness<String, String> task = restore(next.operator(), state)) {
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
    try (Harness<String, String> task = restore(new Desk().operator(), state)) {
      state = task.snapshot(2, 2);
    }
    Desk last = new Desk();
    try (Harness<String, String> task = restore(last.operator(), state)) {
      assertThat(last.asked()).containsExactly("a");
      assertThat(task.passedOn()).isEmpty();
    }
  }

  @Test
  void elementsAreDistributedOverFewerInstances() throws Exception {
    List<String> elements = List.of("a", "b", "c", "d", "e", "f");
    assertThat(askedAfterRescaling(elements, 4, 2)).containsExactlyInAnyOrderElementsOf(elements);
  }

  @Test
  void elementsAreDistributedOverMoreInstances() throws Exception {
    List<String> elements = List.of("a", "b", "c", "d", "e", "f");
    assertThat(askedAfterRescaling(elements, 2, 4)).containsExactlyInAnyOrderElementsOf(elements);
  }

  /** Has some instances save elements, and returns what others ask for that go on with them. */
  private List<String> askedAfterRescaling(List<String> elements, int from, int to)
      throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[from];
    for (int i = 0; i < from; i++) {
      try (Harness<String, String> task = new Harness<>(desk.operator(), Types.STRING, from, i)) {
        task.open();
        for (int n = i; n < elements.size(); n += from) {
          task.process(elements.get(n));
        }
        states[i] = task.snapshot(1, 1);
      }
    }
    OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < to; i++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, MOST_INSTANCES, from, to, i);
      Desk next = new Desk();
      try (Harness<String, String> task = new Harness<>(next.operator(), Types.STRING, to, i)) {
        task.initializeState(part);
        task.open();
        assertThat(next.asked()).isNotEmpty();
        asked.addAll(next.asked());
      }
    }
    return asked;
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

  private void answer(Harness<String, String> task, String question) throws Exception {
    desk.answer(question);
    task.takeMail();
  }

  private static Harness<String, String> restore(
      FlowOperator<String, String> operator, OperatorSubtaskState state) throws Exception {
    Harness<String, String> task = new Harness<>(operator, Types.STRING);
    task.initializeState(state);
    task.open();
    task.takeMail();
    return task;
  }
}
