package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signals that come from other threads at the very moment at which a slice ends. */
class LoopStressTest {

  private static final long DURATION_NANOS = TimeUnit.MILLISECONDS.toNanos(1_400);
  private static final int PAUSES = 200;

  private final AtomicBoolean over = new AtomicBoolean();
  private final ExecutorService loop = Executors.newFixedThreadPool(2);
  private final List<Thread> helpers = new ArrayList<>();

  @AfterEach
  void stop() throws InterruptedException {
    over.set(true);
    for (Thread helper : helpers) {
      helper.join();
    }
    loop.shutdownNow();
  }

  private void help(Runnable action) {
    Thread helper =
        new Thread(
            () -> {
              while (!over.get()) {
                action.run();
              }
            });
    helper.setDaemon(true);
    helpers.add(helper);
    helper.start();
  }

  /** What a stage does that must be alone: its fields are as plain as those of a user's class. */
  private static final class Alone {
    private final AtomicBoolean inside = new AtomicBoolean();
    private int count;
    private boolean disturbed;

    void call() {
      disturbed |= inside.getAndSet(true);
      count++;
      disturbed |= !inside.getAndSet(false);
    }
  }

  @Test
  void noSignalOfAConditionIsLostAndNoTwoSlicesOverlap() throws Exception {
    Queue<CompletableFuture<Void>> conditions = new ConcurrentLinkedQueue<>();
    help(
        () -> {
          CompletableFuture<Void> condition = conditions.poll();
          if (condition != null) {
            condition.complete(null);
          }
        });
    long start = System.nanoTime();
    while (System.nanoTime() - start < DURATION_NANOS) {
      Alone alone = new Alone();
      CompletableFuture<?>[] last = {CompletableFuture.completedFuture(null)};
      Flow<Integer, Integer> pausing =
          Flow.<Integer>begin()
              .sequence(n -> IntStream.range(0, n).boxed().toList())
              .function(
                  n -> {
                    alone.call();
                    if (alone.count % 2 == 1) {
                      CompletableFuture<Void> condition = new CompletableFuture<>();
                      conditions.add(condition);
                      last[0] = condition;
                      throw PauseFlow.until(condition);
                    }
                    return last[0].isDone() ? n : -1;
                  })
              .build();
      CompletableFuture<List<Integer>> result = pausing.on(loop).collect(PAUSES);
      assertThat(result.get(20, TimeUnit.SECONDS))
          .isEqualTo(IntStream.range(0, PAUSES).boxed().toList());
      assertThat(alone.count).isEqualTo(2 * PAUSES);
      assertThat(alone.disturbed).isFalse();
    }
  }

  @Test
  void noResumeIsLostAndACancelAlwaysComes() throws Exception {
    Queue<FlowRun> paused = new ConcurrentLinkedQueue<>();
    help(
        () -> {
          FlowRun run = paused.poll();
          if (run != null) {
            run.resume();
          }
        });
    long start = System.nanoTime();
    while (System.nanoTime() - start < DURATION_NANOS) {
      Alone alone = new Alone();
      CompletableFuture<FlowRun> self = new CompletableFuture<>();
      Flow<Integer, Integer> pausing =
          Flow.<Integer>begin()
              .sequence(n -> IntStream.range(0, n).boxed().toList())
              .function(
                  n -> {
                    alone.call();
                    FlowRun run = self.join();
                    if (n == PAUSES) {
                      paused.add(run);
                      run.cancel();
                    } else {
                      run.pause();
                      paused.add(run);
                    }
                    return n;
                  })
              .build();
      FlowRun run = pausing.on(loop).start(PAUSES + 2);
      CompletableFuture<State> end = new CompletableFuture<>();
      run.completion().whenComplete((nothing, failure) -> end.complete(run.state()));
      self.complete(run);
      assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(State.CANCELLED);
      assertThat(alone.count).isEqualTo(PAUSES + 1);
      assertThat(alone.disturbed).isFalse();
    }
  }
}
