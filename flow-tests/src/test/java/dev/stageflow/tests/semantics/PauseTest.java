package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A pause says what the flow waits for; whoever runs the flow waits as it can. */
@Timeout(20)
class PauseTest {

  /** Lets items pass when it has no pauses left. */
  record Gate(Queue<PauseFlow> pauses, List<String> calls) {
    Gate(PauseFlow... pauses) {
      this(new ArrayDeque<>(List.of(pauses)), new ArrayList<>());
    }

    @Sequence
    List<Integer> numbers(int count) {
      calls.add("numbers");
      return List.of(1, 2).subList(0, count);
    }

    @Function
    int pass(int number) throws PauseFlow {
      calls.add("pass " + number);
      PauseFlow pause = pauses.poll();
      if (pause != null) {
        throw pause;
      }
      return number;
    }
  }

  static Stream<Named<FlowMaker<Gate, Integer, Integer>>> flows() {
    return Flows.of(
        PauseTest_GateFlow::of,
        gate -> Flow.<Integer>begin().sequence(gate::numbers).function(gate::pass).build());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void thisThreadWaitsAndCallsAgainWithTheSameItem(FlowMaker<Gate, Integer, Integer> maker)
      throws Exception {
    Gate gate = new Gate(PauseFlow.now(), PauseFlow.after(Duration.ofMillis(1)));
    assertThat(maker.of(gate).collect(2)).containsExactly(1, 2);
    assertThat(gate.calls()).containsExactly("numbers", "pass 1", "pass 1", "pass 1", "pass 2");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void thisThreadWaitsForACondition(FlowMaker<Gate, Integer, Integer> maker) throws Exception {
    CompletableFuture<String> condition = new CompletableFuture<>();
    condition.completeOnTimeout("go on", 1, TimeUnit.MILLISECONDS);
    Gate gate = new Gate(PauseFlow.until(condition));
    assertThat(maker.of(gate).collect(1)).containsExactly(1);
    assertThat(gate.calls()).containsExactly("numbers", "pass 1", "pass 1");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theFailureOfAConditionIsTheRuns(FlowMaker<Gate, Integer, Integer> maker) {
    IOException failure = new IOException("no answer");
    PauseFlow pause = PauseFlow.until(CompletableFuture.failedFuture(failure));
    assertThatThrownBy(() -> maker.of(new Gate(pause)).collect(1)).isSameAs(failure);

    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs = maker.of(new Gate(pause)).on(loop).collect(1);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown)).isCompletedWithValue(failure);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aLoopIsLeftAloneUntilTheConditionHolds(FlowMaker<Gate, Integer, Integer> maker) {
    CompletableFuture<Void> condition = new CompletableFuture<>();
    Gate gate = new Gate(PauseFlow.until(condition));
    TestLoop loop = new TestLoop();
    List<Integer> outputs = new ArrayList<>();
    FlowRun run = maker.of(gate).on(loop).start(1, outputs::add);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    assertThat(loop.hasNext()).isFalse();

    condition.complete(null);
    assertThat(loop.hasNext()).isTrue();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(outputs).containsExactly(1);
    assertThat(gate.calls()).containsExactly("numbers", "pass 1", "pass 1");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aLoopIsLeftAloneForAsLongAsThePauseNames(FlowMaker<Gate, Integer, Integer> maker) {
    Gate gate = new Gate(PauseFlow.after(Duration.ofDays(1)), PauseFlow.now());
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(gate).on(loop).waitInterval(Duration.ofHours(1)).start(1);
    loop.advance(Duration.ofDays(1).minusNanos(1));
    assertThat(gate.calls()).containsExactly("numbers", "pass 1");
    loop.advance(Duration.ofNanos(1));
    assertThat(gate.calls()).containsExactly("numbers", "pass 1", "pass 1");
    loop.advance(Duration.ofHours(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(gate.calls()).containsExactly("numbers", "pass 1", "pass 1", "pass 1");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aResumedRunStillWaitsForWhatItsPauseNamed(FlowMaker<Gate, Integer, Integer> maker) {
    CompletableFuture<Void> condition = new CompletableFuture<>();
    Gate gate = new Gate(PauseFlow.until(condition));
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(gate).on(loop).start(1);
    loop.runAll();
    run.pause();
    run.resume();
    loop.runAll();
    assertThat(gate.calls()).containsExactly("numbers", "pass 1");
    condition.complete(null);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anIteratorHandsThePauseToWhoeverDraws(FlowMaker<Gate, Integer, Integer> maker)
      throws Exception {
    PauseFlow pause = PauseFlow.until(new CompletableFuture<>());
    Gate gate = new Gate(pause);
    try (FlowIterator<Integer> items = maker.of(gate).open(2)) {
      assertThatThrownBy(items::next).isSameAs(pause);
      assertThat(items.next()).isEqualTo(1);
      assertThat(items.next()).isEqualTo(2);
      assertThat(items.next()).isNull();
      assertThat(items.next()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anOpenedFlowIsAPausingSequenceOfAnotherFlow(FlowMaker<Gate, Integer, Integer> maker)
      throws Exception {
    Gate gate = new Gate(PauseFlow.now());
    Flow<Integer, Integer> inner = maker.of(gate);
    Flow<Integer, Integer> outer = Flow.<Integer>begin().sequenceFrom(inner::open).build();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs =
        outer.on(loop).waitInterval(Duration.ZERO).collect(2);
    loop.runAll();
    assertThat(outputs).isCompletedWithValue(List.of(1, 2));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aBlockingCallInsideASliceFailsRatherThanPark(FlowMaker<Gate, Integer, Integer> maker) {
    Flow<Integer, Integer> inner = maker.of(new Gate(PauseFlow.now()));
    Flow<Integer, Integer> outer = Flow.<Integer>begin().sequence(inner::collect).build();
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs = outer.on(loop).collect(1);
    loop.runAll();
    assertThat(outputs.handle((all, thrown) -> thrown))
        .isCompletedWithValueMatching(IllegalStateException.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anInterruptWhileParkedCancelsTheRunAndKeepsTheFlag(FlowMaker<Gate, Integer, Integer> maker) {
    Gate gate = new Gate(PauseFlow.until(new CompletableFuture<>()));
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> maker.of(gate).collect(1));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(gate.calls()).containsExactly("numbers", "pass 1");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void manyPausesOnAnInlineExecutorDoNotRecurse(FlowMaker<Gate, Integer, Integer> maker) {
    Gate gate = new Gate();
    for (int i = 0; i < 100_000; i++) {
      gate.pauses().add(PauseFlow.now());
    }
    CompletableFuture<List<Integer>> outputs =
        maker.of(gate).on(Runnable::run).waitInterval(Duration.ZERO).collect(2);
    assertThat(outputs).isCompletedWithValue(List.of(1, 2));
  }
}
