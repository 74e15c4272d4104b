package dev.stageflow.engine;

import java.util.function.BooleanSupplier;

/**
 * How long a run's slices are, in steps: the first is a single one, then they double for as long as
 * they take less than half of the time that a slice may take, and shrink when they take more.
 *
 * <p>Within a slice the clock is read once for each chunk of steps. A chunk is no larger than what
 * is expected to fit into the slice. The expectation rises at once and falls slowly, so that slow
 * stages between many fast ones are met in small chunks. Where an item's way alone takes longer
 * than a slice, only one stage is called at a time; that is also what is expected of a run that has
 * just begun.
 */
final class Pace {

  /** From here on larger chunks make nothing faster, but slow stages would be noticed later. */
  private static final int MAX_CHUNK = 256;

  private static final int MAX_BUDGET = 1 << 30;

  /** While single stages are called, what an item takes is known to be less only after a while. */
  private static final double FADE = 15.0 / 16;

  private final long sliceNanos;
  private int budget = 1;

  /** What a step is expected to take; at least what one of its stages does. */
  private double stepNanos;

  /** What a single stage is expected to take. */
  private double stageNanos;

  Pace(long sliceNanos) {
    this.sliceNanos = sliceNanos;
    stepNanos = 2.0 * sliceNanos;
  }

  /**
   * Runs one slice.
   *
   * @param stack the run's stack
   * @param stop asked after each chunk whether the slice must end
   * @throws Exception what the stack throws
   */
  void runSlice(FlowStack stack, BooleanSupplier stop) throws Exception {
    long start = System.nanoTime();
    long elapsed = 0;
    int made = 0;
    try {
      do {
        int chunk = chunk(budget - made, sliceNanos - elapsed);
        int left = 0;
        try {
          left = run(stack, chunk);
        } finally {
          // What a pause left undone is not known: then the steps are expected to take less.
          int steps = Math.max(chunk - left, 1);
          long before = elapsed;
          elapsed = System.nanoTime() - start;
          expect(chunk, (double) (elapsed - before) / steps);
          made += steps;
        }
      } while (made < budget
          && !stack.isEmpty()
          && !stop.getAsBoolean()
          && (isSingle() ? stageNanos : stepNanos) <= sliceNanos - elapsed);
    } finally {
      adapt(made, elapsed);
    }
  }

  private int run(FlowStack stack, int chunk) throws Exception {
    if (chunk == 0) {
      stack.step();
      return 0;
    }
    return stack.run(chunk);
  }

  /** Tells how many steps are made next; 0 is a single stage. */
  private int chunk(int steps, long nanos) {
    if (isSingle()) {
      return 0;
    }
    int most = Math.min(MAX_CHUNK, steps);
    return stepNanos * most <= nanos ? most : Math.max(1, (int) (nanos / stepNanos));
  }

  private boolean isSingle() {
    return stepNanos > sliceNanos;
  }

  private void expect(int chunk, double measured) {
    if (chunk == 0) {
      stageNanos = Math.max(measured, stageNanos / 2);
      stepNanos = Math.max(measured, stepNanos * FADE);
    } else {
      stepNanos = Math.max(measured, stepNanos / 2);
    }
  }

  private void adapt(int made, long elapsed) {
    if (elapsed > sliceNanos) {
      budget = Math.max(1, (int) ((double) made * sliceNanos / elapsed));
    } else if (made >= budget && elapsed < sliceNanos / 2) {
      budget = Math.min(budget * 2, MAX_BUDGET);
    }
  }
}
