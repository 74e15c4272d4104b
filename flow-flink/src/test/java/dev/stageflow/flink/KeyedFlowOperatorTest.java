package dev.stageflow.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.FlowTraceException;
import dev.stageflow.flink.DigestReport.Digest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Accumulators that Flink keeps for each key. */
class KeyedFlowOperatorTest {
  private static final Duration TIME = Duration.ofMillis(100);

  private static KeyedFlowOperator<Long, Digest, Digest> digests() {
    return FlowOperators.keyed(DigestReportFlow::create, Digest.class, Digest.class);
  }

  private static KeyedTask<Long, Long, Digest> task(
      KeyedFlowOperator<Long, Digest, Digest> operator, int instances, int number)
      throws Exception {
    return new KeyedTask<>(
        operator.function(Types.LONG), DigestReport::keyOf, Types.LONG, instances, number);
  }

  private static KeyedTask<Long, Long, Digest> open(
      KeyedFlowOperator<Long, Digest, Digest> operator) throws Exception {
    KeyedTask<Long, Long, Digest> task = task(operator, 1, 0);
    task.open();
    return task;
  }

  @Test
  void eachKeyIsPassedOnAfterSoManyElements() throws Exception {
    try (KeyedTask<Long, Long, Digest> task = open(digests().emitEvery(3))) {
      task.process(1L, 2L, 8L, 9L);
      assertThat(task.passedOn()).isEmpty();
      task.processElement(15L, 1_000);
      assertThat(task.passedOn()).containsExactly("1: 6 = 264@1000");
      task.process(16L, 22L);
      assertThat(task.passedOn()).containsExactly("2: 6 = 297");
    }
  }

  @Test
  void whatIsLeftIsPassedOnWhenTheStreamEnds() throws Exception {
    try (KeyedTask<Long, Long, Digest> task = open(digests().emitEvery(2).emitAfter(TIME))) {
      task.process(1L, 8L, 15L, 2L);
      assertThat(task.passedOn()).containsExactly("1: 4 = 99");
      task.end();
      assertThat(task.passedOn())
          .containsExactlyInAnyOrder("1: 2 = 165@" + Long.MAX_VALUE, "2: 2 = 22@" + Long.MAX_VALUE);
      assertThat(task.kept()).isZero();
    }
  }

  @Test
  void eachKeyIsPassedOnSomeTimeAfterItsFirstElement() throws Exception {
    try (KeyedTask<Long, Long, Digest> task = open(digests().emitAfter(TIME))) {
      task.setProcessingTime(0);
      task.process(1L);
      task.setProcessingTime(60);
      task.process(8L, 2L);
      task.setProcessingTime(99);
      assertThat(task.passedOn()).isEmpty();
      task.setProcessingTime(100);
      assertThat(task.passedOn()).containsExactly("1: 4 = 99");
      task.setProcessingTime(150);
      task.process(1L);
      task.setProcessingTime(160);
      assertThat(task.passedOn()).containsExactly("2: 2 = 22");
      task.setProcessingTime(250);
      assertThat(task.passedOn()).containsExactly("1: 2 = 11");
      assertThat(task.kept()).isZero();
    }
  }

  @Test
  void theTimeStartsAgainAfterAKeyWasPassedOnByItsCount() throws Exception {
    try (KeyedTask<Long, Long, Digest> task = open(digests().emitEvery(2).emitAfter(TIME))) {
      task.setProcessingTime(0);
      task.process(1L);
      task.setProcessingTime(60);
      task.process(8L, 15L);
      assertThat(task.passedOn()).containsExactly("1: 4 = 99");
      task.setProcessingTime(159);
      assertThat(task.passedOn()).isEmpty();
      task.setProcessingTime(160);
      assertThat(task.passedOn()).containsExactly("1: 2 = 165");
      assertThat(task.kept()).isZero();
    }
  }

  @Test
  void anElementOfWhichNothingIsGatheredStartsNothing() throws Exception {
    try (KeyedTask<Long, Long, Digest> task = open(digests().emitEvery(2).emitAfter(TIME))) {
      task.process(0L, 0L, 0L);
      assertThat(task.kept()).isZero();
      task.process(7L, 0L);
      assertThat(task.passedOn()).containsExactly("0: 2 = 77");
    }
  }

  private static KeyedTask<Integer, String, String> batches() throws Exception {
    KeyedFunction<Integer, String, List<String>, String> function =
        FlowOperators.keyed(WordBatchFlow::create, Types.LIST(Types.STRING), Types.STRING)
            .emitAfter(TIME)
            .function(Types.STRING);
    KeyedTask<Integer, String, String> task = new KeyedTask<>(function, line -> 1, Types.INT, 1, 0);
    task.open();
    return task;
  }

  @Test
  void whatFlushWhenHasPassedOnIsNotKept() throws Exception {
    try (KeyedTask<Integer, String, String> task = batches()) {
      task.setProcessingTime(0);
      task.process("a", "b");
      assertThat(task.passedOn()).containsExactly("a and b");
      assertThat(task.kept()).isZero();
      task.setProcessingTime(60);
      task.process("c");
      task.setProcessingTime(159);
      assertThat(task.passedOn()).isEmpty();
      task.setProcessingTime(160);
      assertThat(task.passedOn()).containsExactly("c");
    }
  }

  @Test
  void whatIsGatheredAfterFlushWhenInTheSameRunIsDueWithWhatBeganBefore() throws Exception {
    try (KeyedTask<Integer, String, String> task = batches()) {
      task.setProcessingTime(0);
      task.process("a");
      task.setProcessingTime(60);
      task.process("b c");
      assertThat(task.passedOn()).containsExactly("a and b");
      task.setProcessingTime(100);
      assertThat(task.passedOn()).containsExactly("c");
    }
  }

  /** An operator that keeps the elements themselves. */
  private static KeyedTask<Integer, List<Long>, String> elements() throws Exception {
    KeyedFunction<Integer, List<Long>, List<List<Long>>, String> function =
        FlowOperators.keyed(
                ElementsReportFlow::create, Types.LIST(Types.LIST(Types.LONG)), Types.STRING)
            .function(Types.LIST(Types.LONG));
    return new KeyedTask<>(function, element -> 1, Types.INT, 1, 0);
  }

  @Test
  void anElementThatIsUsedAgainIsCopied() throws Exception {
    try (KeyedTask<Integer, List<Long>, String> task = elements()) {
      task.getExecutionConfig().enableObjectReuse();
      task.open();
      List<Long> element = new ArrayList<>(List.of(1L));
      task.process(element);
      element.set(0, 2L);
      task.process(element);
      element.set(0, 3L);
      task.end();
      assertThat(task.passedOn()).containsExactly("[[1], [2]], latest [2]@" + Long.MAX_VALUE);
    }
  }

  @Test
  void aFailureIsThatOfTheCallWithTheTrace() throws Exception {
    try (KeyedTask<Integer, List<Long>, String> task = elements()) {
      task.open();
      assertThatThrownBy(() -> task.process(List.of()))
          .hasMessage("no number")
          .satisfies(
              it ->
                  assertThat(it.getSuppressed())
                      .hasAtLeastOneElementOfType(FlowTraceException.class));
    }
  }

  @Test
  void aCountIsAtLeastOneAndATimeAMillisecond() {
    assertThatThrownBy(() -> digests().emitEvery(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 elements are less than 1");
    assertThatThrownBy(() -> digests().emitAfter(Duration.ofNanos(5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PT0.000000005S is less than a millisecond");
  }

  @Test
  void accumulatorsGoOnExactlyFromACheckpoint() throws Exception {
    OperatorSubtaskState checkpoint;
    List<String> passedOn;
    try (KeyedTask<Long, Long, Digest> lost = open(digests().emitEvery(50))) {
      processAll(lost, 0, 500);
      passedOn = lost.passedOn();
      checkpoint = lost.snapshot(1, 1);
      processAll(lost, 500, 600); // What it has gathered of these is lost.
    }
    long begun = DigestReport.BEGUN.get();
    try (KeyedTask<Long, Long, Digest> next = task(digests().emitEvery(50), 1, 0)) {
      next.initializeState(checkpoint);
      next.open();
      processAll(next, 500, 1_000);
      assertThat(DigestReport.BEGUN).hasValue(begun + 500);
      next.end();
      passedOn.addAll(next.passedOn());
    }
    try (KeyedTask<Long, Long, Digest> never = open(digests().emitEvery(50))) {
      processAll(never, 0, 1_000);
      never.end();
      assertThat(never.passedOn()).hasSize(21).containsExactlyInAnyOrderElementsOf(passedOn);
    }
  }

  @Test
  void accumulatorsAreDistributedOverFewerInstancesAndOverMore() throws Exception {
    OperatorSubtaskState four = gather(0, 1_000, 4, null, 4);
    OperatorSubtaskState two = gather(1_000, 2_000, 2, four, 4);
    List<Digest> all = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      try (KeyedTask<Long, Long, Digest> task = restore(4, number, two, 2)) {
        processAll(task, 2_000, 3_000, 4, number);
        task.end();
        all.addAll(task.extractOutputValues());
      }
    }
    assertThat(all)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactlyInAnyOrderElementsOf(DigestReport.expected(3_000));
  }

  /** Has some instances gather elements, going on where others were, and returns their state. */
  private static OperatorSubtaskState gather(
      long from, long to, int instances, @Nullable OperatorSubtaskState state, int instancesBefore)
      throws Exception {
    OperatorSubtaskState[] states = new OperatorSubtaskState[instances];
    for (int number = 0; number < instances; number++) {
      try (KeyedTask<Long, Long, Digest> task =
          restore(instances, number, state, instancesBefore)) {
        processAll(task, from, to, instances, number);
        assertThat(task.numKeyedStateEntries()).isLessThan(DigestReport.KEYS);
        states[number] = task.snapshot(1, 1);
      }
    }
    return AbstractStreamOperatorTestHarness.repackageState(states);
  }

  private static KeyedTask<Long, Long, Digest> restore(
      int instances, int number, @Nullable OperatorSubtaskState state, int instancesBefore)
      throws Exception {
    KeyedTask<Long, Long, Digest> task = task(digests(), instances, number);
    if (state != null) {
      task.initializeState(
          AbstractStreamOperatorTestHarness.repartitionOperatorState(
              state, KeyedTask.MOST_INSTANCES, instancesBefore, instances, number));
    }
    task.open();
    return task;
  }

  private static void processAll(KeyedTask<Long, Long, Digest> task, long from, long to)
      throws Exception {
    processAll(task, from, to, 1, 0);
  }

  /** Gives an instance the elements whose keys it has. */
  private static void processAll(
      KeyedTask<Long, Long, Digest> task, long from, long to, int instances, int number)
      throws Exception {
    Long[] own =
        LongStream.range(from, to)
            .filter(
                it ->
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            DigestReport.keyOf(it), KeyedTask.MOST_INSTANCES, instances)
                        == number)
            .boxed()
            .toArray(Long[]::new);
    task.process(own);
  }
}
