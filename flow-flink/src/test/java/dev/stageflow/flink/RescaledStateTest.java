package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** What was in work goes on in fewer instances, or in more. */
class RescaledStateTest {
  private static final List<String> ELEMENTS = List.of("a", "b", "c", "d", "e", "f");

  @Test
  void elementsAreDistributedOverFewerInstances() throws Exception {
    OperatorSubtaskState[] four = begin(4, Desk::operator, "");
    assertThat(asked(goOn(2, Desk::operator, four))).containsExactlyInAnyOrderElementsOf(ELEMENTS);
  }

  @Test
  void elementsAreDistributedOverMoreInstances() throws Exception {
    OperatorSubtaskState[] two = begin(2, Desk::operator, "");
    assertThat(asked(goOn(4, Desk::operator, two))).containsExactlyInAnyOrderElementsOf(ELEMENTS);
  }

  /** Each has asked the first question, and waits for the answer to the second. */
  @Test
  void savedRunsAreDistributedOverFewerInstancesAndBack() throws Exception {
    OperatorSubtaskState[] four = begin(4, Interview::operator, "1");
    List<Instance> two = goOn(2, Interview::operator, four);
    assertThat(asked(two)).containsExactlyInAnyOrder("a2", "b2", "c2", "d2", "e2", "f2");
    List<Instance> again = goOn(4, Interview::operator, states(two));
    assertThat(asked(again)).containsExactlyInAnyOrder("a2", "b2", "c2", "d2", "e2", "f2");
  }

  /** An instance that has gone on with what was in work. */
  private record Instance(List<String> asked, OperatorSubtaskState state) {}

  private static List<String> asked(List<Instance> instances) {
    return instances.stream().flatMap(each -> each.asked().stream()).toList();
  }

  private static OperatorSubtaskState[] states(List<Instance> instances) {
    return instances.stream().map(Instance::state).toArray(OperatorSubtaskState[]::new);
  }

  /**
   * Has some instances begin with the elements.
   *
   * @param answered which question of each is answered; none if it is empty
   */
  private static OperatorSubtaskState[] begin(
      int instances, Function<Desk, FlowOperator<String, String>> operator, String answered)
      throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[instances];
    for (int i = 0; i < instances; i++) {
      Desk desk = new Desk();
      try (Harness<String, String> task =
          new Harness<>(operator.apply(desk), Types.STRING, instances, i)) {
        task.open();
        for (int n = i; n < ELEMENTS.size(); n += instances) {
          task.process(ELEMENTS.get(n));
          if (!answered.isEmpty()) {
            task.answer(desk, ELEMENTS.get(n) + answered);
          }
        }
        states[i] = task.snapshot(1, 1);
      }
    }
    return states;
  }

  private static List<Instance> goOn(
      int instances,
      Function<Desk, FlowOperator<String, String>> operator,
      OperatorSubtaskState... states)
      throws Exception {
    OperatorSubtaskState all = AbstractStreamOperatorTestHarness.repackageState(states);
    List<Instance> goingOn = new ArrayList<>();
    for (int i = 0; i < instances; i++) {
      OperatorSubtaskState part =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              all, Harness.MOST_INSTANCES, states.length, instances, i);
      Desk desk = new Desk();
      try (Harness<String, String> task =
          new Harness<>(operator.apply(desk), Types.STRING, instances, i)) {
        task.initializeState(part);
        task.open();
        assertThat(desk.asked()).isNotEmpty();
        goingOn.add(new Instance(desk.asked(), task.snapshot(2, 2)));
      }
    }
    return goingOn;
  }
}
