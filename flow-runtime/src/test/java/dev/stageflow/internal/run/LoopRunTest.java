package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopRunTest {

  private final List<String> log = new ArrayList<>();
  private final AtomicReference<FlowRun> run = new AtomicReference<>();
  private final ManualLoop loop = new ManualLoop();

  private final Flow<Integer, Integer> logged =
      Flow.<Integer>begin()
          .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2, 3), log))
          .function(
              n -> {
                log.add("call " + n);
                return n;
              })
          .build();

  /** Calls the action within the stage that takes the 2. */
  private Flow<Integer, Integer> actingAtTwo(Runnable action) {
    return logged.then(
        Flow.<Integer>begin()
            .function(
                n -> {
                  if (n == 2) {
                    action.run();
                  }
                  return n;
                })
            .build());
  }

  @Test
  void startCallsNoStage() {
    FlowRun started = logged.on(loop).start(0);
    assertThat(started.state()).isEqualTo(State.RUNNING);
    assertThat(log).isEmpty();
    assertThat(loop.size()).isEqualTo(1);
    loop.runAll();
    assertThat(log).containsExactly("call 1", "call 2", "call 3", "close numbers");
    assertThat(started.state()).isEqualTo(State.COMPLETED);
    assertThat(started.completion() == started.completion()).isTrue();
    assertThat(started.completion().toCompletableFuture()).isCompleted();
  }

  @Test
  void theSinkIsCalledOnTheExecutor() {
    List<Integer> outputs = new ArrayList<>();
    logged.on(loop).start(0, outputs::add);
    assertThat(outputs).isEmpty();
    loop.runAll();
    assertThat(outputs).containsExactly(1, 2, 3);
  }

  @Test
  void aRunnerIsImmutable() {
    FlowRunner<Integer, Integer> runner = logged.on(loop);
    assertThat(runner.timeSlice(Duration.ofMillis(2))).isNotSameAs(runner);
    assertThat(runner.waitInterval(Duration.ofMillis(2))).isNotSameAs(runner);
    assertThatThrownBy(() -> runner.timeSlice(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> runner.timeSlice(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> runner.waitInterval(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> runner.start(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> runner.start(1, null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> runner.collect(1, null)).isInstanceOf(NullPointerException.class);
    assertThat(loop.size()).isZero();
  }

  @Test
  void twoRunsOfOneFlowDoNotTouchEachOther() {
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    FlowRunner<Integer, Integer> runner =
        Flow.<Integer>begin().sequence(n -> List.of(n, n + 1, n + 2)).build().on(loop);
    runner.start(1, first::add);
    runner.start(10, second::add);
    loop.runAll();
    assertThat(first).containsExactly(1, 2, 3);
    assertThat(second).containsExactly(10, 11, 12);
  }

  @Test
  void afterAPauseFromInsideNoFurtherStageIsCalled() {
    run.set(actingAtTwo(() -> run.get().pause()).on(loop).start(0, n -> log.add("sink " + n)));
    loop.runAll();
    assertThat(log).containsExactly("call 1", "sink 1", "call 2");
    assertThat(run.get().state()).isEqualTo(State.PAUSED);
    run.get().pause();
    assertThat(loop.size()).isZero();

    run.get().resume();
    assertThat(log).hasSize(3);
    loop.runAll();
    assertThat(log).endsWith("call 2", "sink 2", "call 3", "sink 3", "close numbers");
    assertThat(run.get().state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aRunPausedFromOutsideStopsBeforeItsNextSlice() {
    FlowRun paused = logged.on(loop).start(0);
    paused.pause();
    loop.runAll();
    assertThat(log).isEmpty();
    assertThat(paused.state()).isEqualTo(State.PAUSED);
    paused.resume();
    loop.runAll();
    assertThat(paused.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aPauseThatIsTakenBackAtOnceIsNone() {
    FlowRun resumed = logged.on(loop).start(0);
    resumed.pause();
    resumed.resume();
    resumed.resume();
    loop.runAll();
    assertThat(resumed.state()).isEqualTo(State.COMPLETED);
    assertThat(log).containsExactly("call 1", "call 2", "call 3", "close numbers");
  }

  @Test
  void afterACancelFromInsideNoFurtherStageIsCalled() {
    run.set(actingAtTwo(() -> run.get().cancel()).on(loop).start(0, n -> log.add("sink " + n)));
    loop.runAll();
    assertThat(log).containsExactly("call 1", "sink 1", "call 2", "close numbers");
    assertThat(run.get().state()).isEqualTo(State.CANCELLED);
    assertCancelled();
  }

  @Test
  void aCancelInTheLastStageStillCancels() {
    Flow<Integer, Integer> last =
        Flow.<Integer>begin()
            .function(
                n -> {
                  run.get().cancel();
                  return n;
                })
            .build();
    run.set(last.on(loop).start(0));
    loop.runAll();
    assertCancelled();
  }

  @Test
  void aCancelFromOutsideClosesOnTheExecutor() {
    run.set(actingAtTwo(() -> run.get().pause()).on(loop).start(0));
    loop.runAll();
    assertThat(log).doesNotContain("close numbers");

    run.get().cancel();
    assertThat(log).doesNotContain("close numbers");
    assertThat(run.get().state()).isEqualTo(State.RUNNING);
    loop.runAll();
    assertThat(log).endsWith("close numbers");
    assertCancelled();
  }

  @Test
  void aRunCancelledBeforeItsFirstSliceCallsNothing() {
    run.set(logged.on(loop).start(0));
    run.get().cancel();
    assertThat(loop.runAll()).isEqualTo(1);
    assertThat(log).isEmpty();
    assertCancelled();
  }

  private void assertCancelled() {
    assertThat(run.get().state()).isEqualTo(State.CANCELLED);
    List<Throwable> failures = new ArrayList<>();
    run.get().completion().whenComplete((nothing, failure) -> failures.add(failure));
    assertThat(failures).singleElement().isInstanceOf(CancellationException.class);
  }

  @Test
  void nothingHappensToARunThatHasEnded() {
    FlowRun ended = logged.on(loop).start(0);
    loop.runAll();
    ended.pause();
    ended.resume();
    ended.cancel();
    assertThat(loop.size()).isZero();
    assertThat(ended.state()).isEqualTo(State.COMPLETED);
    assertThat(ended.completion().toCompletableFuture()).isCompleted();
  }

  @Test
  void completionComesAfterAllWasClosed() {
    List<String> seen = new ArrayList<>();
    run.set(actingAtTwo(() -> run.get().cancel()).on(loop).start(0));
    run.get().completion().whenComplete((nothing, failure) -> seen.addAll(log));
    loop.runAll();
    assertThat(seen).endsWith("close numbers");
  }

  @Test
  void theCompletionOfARunIsNobodyElsesToComplete() {
    FlowRun started = logged.on(loop).start(0);
    started.completion().toCompletableFuture().cancel(true);
    loop.runAll();
    assertThat(started.completion().toCompletableFuture())
        .isCompleted()
        .isNotCompletedExceptionally();
  }
}
