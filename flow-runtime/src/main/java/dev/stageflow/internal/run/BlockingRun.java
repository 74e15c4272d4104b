package dev.stageflow.internal.run;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.alarm.RunTimeout;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Parker;
import dev.stageflow.internal.slice.SliceMark;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;

/** Runs on the calling thread, which is parked while the flow is paused. */
public final class BlockingRun {

  private BlockingRun() {}

  /** Runs to the end, and closes what is open if there is a failure. */
  public static void run(FlowStack stack) throws Exception {
    stack.begin();
    RunTimeout.set(stack);
    SliceBudget budget = null;
    try {
      while (!stack.isEmpty()) {
        budget = SliceBudget.runUndisturbed(stack, budget, () -> false);
        PauseFlow pause = stack.takePause();
        if (pause != null) {
          park(pause, stack.options().waitInterval());
          stack.begin();
        }
      }
    } catch (Throwable failure) {
      close(Ending.failed(stack, failure));
      throw failure;
    }
    if (stack.givenUp() != null) {
      close(Ending.completed(stack));
    }
  }

  /**
   * Closes what is open. The thread is parked while that goes on elsewhere, interrupted or not:
   * what was opened must be closed. In a slice of a loop, which must not park, the rest is closed
   * in the background.
   */
  static void close(Ending ending) {
    for (CompletableFuture<Void> rest = ending.close(); rest != null; rest = ending.close()) {
      if (SliceMark.isSet()) {
        CompletableFuture<Void> unused = ending.closeInBackground();
        ending.describe();
        return;
      }
      parkUntilClosed(rest);
    }
  }

  private static void parkUntilClosed(CompletionStage<Void> rest) {
    Thread thread = Thread.currentThread();
    Wait wait = new Wait(() -> LockSupport.unpark(thread));
    rest.whenComplete(wait);
    Parker.parkToEnd(wait::isOver);
  }

  /**
   * Parks the thread until a pause ends.
   *
   * @param interval the delay after a pause that names no condition
   * @throws IllegalStateException if it is in a slice of a loop: what it waits for might be waiting
   *     for the loop
   * @throws CancellationException if it is or gets interrupted; the flag stays set
   * @throws Exception what the condition failed with
   */
  static void park(PauseFlow pause, Duration interval) throws Exception {
    Parker.requireMayPark();
    CompletionStage<?> condition = pause.condition();
    if (condition != null) {
      parkUntil(condition);
    } else {
      Duration delay = pause.delay();
      Parker.parkUntil(() -> false, Wait.nanos(delay == null ? interval : delay));
    }
  }

  private static void parkUntil(CompletionStage<?> condition) throws Exception {
    Thread thread = Thread.currentThread();
    Wait wait = new Wait(() -> LockSupport.unpark(thread));
    try {
      condition.whenComplete(wait);
      Parker.parkUntil(wait::isOver);
    } finally {
      wait.drop();
    }
    Throwable failure = wait.failure();
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
  }
}
