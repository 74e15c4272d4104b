package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.TimedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopWaitTest {

  private final List<String> log = new ArrayList<>();
  private final ManualLoop loop = new ManualLoop();

  /** Pauses at the first call of its second stage. */
  private Flow<Integer, Integer> pausingOnce(Supplier<PauseFlow> pause) {
    return Flow.<Integer>begin()
        .sequence(n -> new TrackedSource<>("numbers", List.of(1, 2), log))
        .function(
            n -> {
              log.add("call " + n);
              if (log.size() == 1) {
                throw pause.get();
              }
              return n;
            })
        .build();
  }

  @Test
  void aPausedRunHoldsNoThreadAndIsResumedByTheSignal() {
    CompletableFuture<String> condition = new CompletableFuture<>();
    FlowRun run = pausingOnce(() -> PauseFlow.until(condition)).on(loop).start(0);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    condition.complete("done");
    assertThat(loop.size()).isEqualTo(1);
    assertThat(run.state()).isEqualTo(State.RUNNING);
    assertThat(log).containsExactly("call 1");
    loop.runAll();
    assertThat(log).containsExactly("call 1", "call 1", "call 2", "close numbers");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aPauseWithoutAConditionWaitsForTheInterval() throws InterruptedException {
    FlowRun run = pausingOnce(PauseFlow::now).on(loop).waitInterval(Duration.ofMillis(1)).start(0);
    awaitTimer(run);
  }

  @Test
  void aPauseMayNameItsDelay() throws InterruptedException {
    FlowRun run =
        pausingOnce(() -> PauseFlow.after(Duration.ofMillis(1)))
            .on(loop)
            .waitInterval(Duration.ofDays(1))
            .start(0);
    awaitTimer(run);
  }

  private void awaitTimer(FlowRun run) throws InterruptedException {
    while (!run.state().isEnd()) {
      loop.awaitOne();
    }
    assertThat(log).containsExactly("call 1", "call 1", "call 2", "close numbers");
  }

  /** A loop with a time of its own; a delay is over when the test runs it. */
  private class TimedLoop implements TimedExecutor {
    final List<FutureTask<?>> delays = new ArrayList<>();
    @Nullable RuntimeException rejection;

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public Future<?> executeAfter(long nanos, Runnable task) {
      log.add("wait " + Duration.ofNanos(nanos).toHours() + " h");
      if (rejection != null) {
        throw rejection;
      }
      FutureTask<?> delay = new FutureTask<>(task, null);
      delays.add(delay);
      return delay;
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }

  @Test
  void aDelayLastsByTheTimeOfAnExecutorThatHasOne() {
    TimedLoop timed = new TimedLoop();
    FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ofHours(1))).on(timed).start(0);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(log).containsExactly("call 1", "wait 1 h");
    timed.delays.get(0).run();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(log).containsExactly("call 1", "wait 1 h", "call 1", "call 2", "close numbers");
  }

  @Test
  void aDelayMayBeOverBeforeItHasStarted() {
    TimedLoop hasty =
        new TimedLoop() {
          @Override
          public Future<?> executeAfter(long nanos, Runnable task) {
            Future<?> delay = super.executeAfter(nanos, task);
            task.run();
            return delay;
          }
        };
    FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ofHours(1))).on(hasty).start(0);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aCancelledRunLeavesNoDelayBehind() {
    TimedLoop timed = new TimedLoop();
    FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ofHours(1))).on(timed).start(0);
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    assertThat(timed.delays).singleElement().matches(Future::isCancelled);
    assertThat(log).containsExactly("call 1", "wait 1 h", "close numbers");
  }

  @Test
  void aDelayThatIsRejectedFailsTheRun() {
    RejectedExecutionException rejection = new RejectedExecutionException("full");
    TimedLoop timed = new TimedLoop();
    timed.rejection = rejection;
    FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ofHours(1))).on(timed).start(0);
    CompletionStage<?> failure = run.completion().handle((none, thrown) -> thrown);
    loop.runAll();
    assertThat(failure.toCompletableFuture().join()).isSameAs(rejection);
    assertThat(log).containsExactly("call 1", "wait 1 h", "close numbers");
  }

  @Test
  void aDelayIsNotHandedToAnExecutorThatForgetsItsOwnWhenItIsShutDown() throws Exception {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    try {
      FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ofDays(1))).on(scheduler).start(0);
      while (run.state() != State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(scheduler.getQueue()).isEmpty();
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void aDelayOfZeroLetsOtherTasksGoFirst() {
    FlowRun run = pausingOnce(() -> PauseFlow.after(Duration.ZERO)).on(loop).start(0);
    while (log.isEmpty()) {
      loop.runOne();
    }
    loop.execute(() -> log.add("other"));
    assertThat(loop.size()).isEqualTo(2);
    assertThat(run.state()).isEqualTo(State.RUNNING);
    loop.runAll();
    assertThat(log).containsSubsequence("call 1", "call 1", "other");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aConditionThatIsMetAlreadyLetsOtherTasksGoFirst() {
    CompletableFuture<String> met = CompletableFuture.completedFuture("met");
    FlowRun run = pausingOnce(() -> PauseFlow.until(met)).on(loop).start(0);
    while (log.isEmpty()) {
      loop.runOne();
    }
    assertThat(loop.size()).isEqualTo(1);
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void resumeDoesNotShortenAWait() {
    CompletableFuture<String> condition = new CompletableFuture<>();
    FlowRun run = pausingOnce(() -> PauseFlow.until(condition)).on(loop).start(0);
    loop.runAll();
    run.resume();
    loop.runAll();
    assertThat(log).containsExactly("call 1");
    assertThat(run.state()).isEqualTo(State.WAITING);
  }

  @Test
  void aRunThatWaitsCanBePausedToo() {
    CompletableFuture<String> condition = new CompletableFuture<>();
    FlowRun run = pausingOnce(() -> PauseFlow.until(condition)).on(loop).start(0);
    loop.runAll();
    run.pause();
    assertThat(run.state()).isEqualTo(State.PAUSED);
    condition.complete("done");
    loop.runAll();
    assertThat(log).containsExactly("call 1");
    assertThat(run.state()).isEqualTo(State.PAUSED);
    run.resume();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aRunThatWaitsIsCancelledInASliceOfItsOwn() {
    CompletableFuture<String> condition = new CompletableFuture<>();
    FlowRun run = pausingOnce(() -> PauseFlow.until(condition)).on(loop).start(0);
    loop.runAll();
    run.cancel();
    assertThat(log).containsExactly("call 1");
    assertThat(loop.runAll()).isEqualTo(1);
    assertThat(log).containsExactly("call 1", "close numbers");
    assertThat(run.state()).isEqualTo(State.CANCELLED);

    condition.complete("too late");
    assertThat(loop.size()).isZero();
  }

  @Test
  void aRunThatIsCancelledByTheStageThatPausesWaitsForNothing() {
    List<FlowRun> self = new ArrayList<>();
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  self.get(0).cancel();
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .build();
    self.add(flow.on(loop).start(0));
    loop.runAll();
    assertThat(self.get(0).state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void theSinkMayPause() {
    CompletableFuture<String> condition = new CompletableFuture<>();
    List<Integer> seen = new ArrayList<>();
    FlowRun run =
        Flow.<Integer>begin()
            .build()
            .on(loop)
            .start(
                7,
                n -> {
                  seen.add(n);
                  if (!condition.isDone()) {
                    throw PauseFlow.until(condition);
                  }
                });
    loop.runAll();
    condition.complete("done");
    loop.runAll();
    assertThat(seen).containsExactly(7, 7);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }
}
