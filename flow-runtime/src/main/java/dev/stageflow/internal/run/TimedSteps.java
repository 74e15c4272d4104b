package dev.stageflow.internal.run;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Wait;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many steps are made on the calling thread before the stack is looked at again: many, but no
 * more than a slice's time is expected to take where something is due at some time.
 */
final class TimedSteps {

  /** So many that the clock takes less than a hundredth where a step takes two nanoseconds. */
  private static final int MAX_CHUNK = 4_096;

  private @Nullable SliceBudget budget;

  void run(FlowStack stack) throws Exception {
    run(stack, () -> false);
  }

  /**
   * Runs the stack for a while.
   *
   * @param stop asked whether the run must stop
   */
  void run(FlowStack stack, BooleanSupplier stop) throws Exception {
    if (!stack.hasAlarms()) {
      stack.run(BlockingRun.SLICE_STEPS);
      return;
    }
    long sliceNanos = Wait.nanos(stack.options().timeSlice());
    SliceBudget known = budget;
    if (known == null) {
      known = SliceBudget.undisturbed(MAX_CHUNK);
      budget = known;
    }
    known.runSlice(stack, sliceNanos, stop, null);
  }
}
