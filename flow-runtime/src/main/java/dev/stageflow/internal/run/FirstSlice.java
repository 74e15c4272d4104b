package dev.stageflow.internal.run;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.SliceMark;
import org.jspecify.annotations.Nullable;

/** The first slice of a run that nobody can see yet: there are no requests to look for. */
final class FirstSlice implements Runnable {
  private final FlowStack stack;
  private final LoopSettings settings;

  /** Null for a run of a few steps, which needs none. */
  private @Nullable SliceBudget budget;

  private @Nullable Throwable failure;

  FirstSlice(FlowStack stack, LoopSettings settings) {
    this.stack = stack;
    this.settings = settings;
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
      if (!SliceBudget.endsUnmeasured(stack, settings.before(), () -> false)) {
        budget().runSlice(stack, settings.sliceNanos(), () -> false, null);
      }
    } catch (Throwable thrown) {
      failure = thrown;
    }
  }

  /** Returns the budget of the slices to come. */
  SliceBudget budget() {
    SliceBudget known = budget;
    if (known == null) {
      known = SliceBudget.of(settings);
      budget = known;
    }
    return known;
  }

  /** Returns what a stage has thrown; null if none has. */
  @Nullable Throwable failure() {
    return failure;
  }
}
