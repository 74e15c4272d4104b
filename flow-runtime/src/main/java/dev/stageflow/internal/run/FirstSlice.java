package dev.stageflow.internal.run;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.SliceMark;
import org.jspecify.annotations.Nullable;

/** The first slice of a run that nobody can see yet: there are no requests to look for. */
final class FirstSlice implements Runnable {
  private final FlowStack stack;
  private final long sliceNanos;
  private final SliceBudget budget;
  private @Nullable Throwable failure;

  FirstSlice(FlowStack stack, long sliceNanos, SliceBudget budget) {
    this.stack = stack;
    this.sliceNanos = sliceNanos;
    this.budget = budget;
  }

  /** Makes the slice on this thread, and returns whether the run has completed with it. */
  boolean completes() {
    SliceMark.run(this);
    return failure == null && stack.isEmpty() && stack.givenUp() == null;
  }

  @Override
  public void run() {
    stack.begin();
    try {
      budget.runSlice(stack, sliceNanos, () -> false, null);
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  /** Returns the budget of the slices to come. */
  SliceBudget budget() {
    return budget;
  }

  /** Returns what a stage has thrown; null if none has. */
  @Nullable Throwable failure() {
    return failure;
  }
}
