package dev.stageflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
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
