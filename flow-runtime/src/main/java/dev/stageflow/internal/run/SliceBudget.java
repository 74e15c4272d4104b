package dev.stageflow.internal.run;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.observe.SliceWatch;
import dev.stageflow.internal.slice.FirstSlices;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.Wait;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long a run's slices are, in steps: the first is so long that a short run is over with it,
 * then they double for as long as they take less than half of the time that a slice may take, and
 * shrink when they take more. Each ends before the stage that is not expected to fit into its time.
 *
 * <p>Within a slice the clock is read once for each chunk of steps. A chunk is no larger than what
 * is expected to fit into the slice. The expectation rises at once and falls slowly, so that slow
 * stages between many fast ones are met in small chunks. Where a single item takes longer than a
 * slice, only one stage is called at a time; that is also what is expected of a flow's first run if
 * others wait for it. The next ones are expected to be like the last. In slices of a nanosecond it
 * is always so: nothing takes less.
 *
 * <p>A run that pauses again and again after a few steps, soon, has its clock read in one slice of
 * many: two readings take as long as a slice of some steps. The others are kept to about that
 * number of steps, and all of them together to those of a chunk, so that no more is missed if the
 * stages become slow.
 */
public final class SliceBudget {

  /**
   * On a loop others wait for stages that become slow in the midst of a chunk. Larger chunks gain a
   * quarter where a step takes two nanoseconds, and nothing where it takes a hundred.
   */
  private static final int CHUNK_ON_LOOP = 256;

  /**
   * Where nobody waits: so many that the clock takes less than a hundredth where a step takes two
   * nanoseconds.
   */
  private static final int CHUNK_UNDISTURBED = 4_096;

  /**
   * How many steps are made before the frame in charge has to come back to the stack, where nothing
   * else ends a slice: a frame that never returned would be compiled on-stack, which is half as
   * fast.
   */
  private static final int UNTIMED_STEPS = 1_024;

  /** Where others wait they are timed one by one at first: a slow stage ends the slice. */
  private static final int FIRST_BUDGET = 64;

  private static final int MAX_BUDGET = 1 << 30;

  /** How many slices in a row are made without a look at the clock, at most. */
  private static final int MAX_UNMEASURED = 15;

  /** While single stages are called, what an item takes is known to be less only after a while. */
  private static final float FADE = 15.0f / 16;

  /** How many steps a short run takes in all, if it does not pause. */
  private static final int SHORT_RUN_STEPS = 16;

  private final int maxChunk;

  /** Whether single stages are called where a single item takes longer than a slice. */
  private final boolean isAwaited;

  private int budget = FIRST_BUDGET;

  /** What a step is expected to take; at least what one of its stages does. */
  private float stepNanos;

  /** What a single stage is expected to take. */
  private float stageNanos;

  /** How many of the next slices need no look at the clock as long as they pause soon. */
  private byte unmeasured;

  /** How many steps each of those may make. */
  private int unmeasuredSteps;

  /** What the flow's runs took before, in their first slices; null after this one's. */
  private @Nullable FirstSlices before;

  /**
   * Makes the budget of a run that begins, and that others may wait for.
   *
   * @param sliceNanos how long a slice may take
   * @param before what the flow's runs took before; learns what this one takes
   */
  public SliceBudget(long sliceNanos, FirstSlices before) {
    this(CHUNK_ON_LOOP, true, before.stepNanos(2.0f * sliceNanos));
    this.before = before;
  }

  /** Makes the budget of a run that begins with a runner's settings. */
  static SliceBudget of(LoopSettings settings) {
    return new SliceBudget(settings.sliceNanos(), settings.before());
  }

  private SliceBudget(int maxChunk, boolean isAwaited, float stepNanos) {
    this.maxChunk = maxChunk;
    this.isAwaited = isAwaited;
    this.stepNanos = stepNanos;
  }

  /**
   * Makes the budget of a run that begins, and that nobody waits for. It makes no single stage's
   * step, be an item as slow as it may: loops that were halted in the midst of an item are compiled
   * to slower code. A run that was saved four times a second, and made single steps after each
   * save, took up to a tenth longer for all its items.
   */
  static SliceBudget undisturbed() {
    return new SliceBudget(CHUNK_UNDISTURBED, false, 0);
  }

  /**
   * Runs the stack for a while where nobody waits for it. The clock is read only where something is
   * due at some time.
   *
   * @param known the run's budget, as this gave it; null at first
   * @param stop asked whether the run must stop
   * @return the run's budget; null while it needs none, as most runs never do
   */
  static @Nullable SliceBudget runUndisturbed(
      FlowStack stack, @Nullable SliceBudget known, BooleanSupplier stop) throws Exception {
    if (!stack.hasAlarms()) {
      stack.run(UNTIMED_STEPS);
      return known;
    }
    SliceBudget budget = known == null ? undisturbed() : known;
    budget.runSlice(stack, Wait.nanos(stack.options().timeSlice()), stop, null);
    return budget;
  }

  /**
   * Runs one slice.
   *
   * @param stack the run's stack
   * @param sliceNanos how long this slice may take
   * @param stop asked after each chunk whether the slice must end
   * @param watch times the steps, and may have them made one by one; null if the run is not watched
   * @throws Exception what the stack throws
   */
  public void runSlice(
      FlowStack stack, long sliceNanos, BooleanSupplier stop, @Nullable SliceWatch watch)
      throws Exception {
    FirstSlices first = before;
    before = null;
    if (first != null && watch == null && endsUnmeasured(stack, first, stop)) {
      return;
    }
    if (unmeasured > 0 && watch == null) {
      stack.run(unmeasuredSteps);
      if (stack.isPaused() || stack.isEmpty() || stop.getAsBoolean()) {
        unmeasured--;
        return;
      }
      // It behaves differently now: slices grow from as many steps as were just made unmeasured.
      unmeasured = 0;
      budget = unmeasuredSteps;
    }
    long start = System.nanoTime();
    long elapsed = 0;
    int made = 0;
    boolean single;
    do {
      single = (isAwaited && stepNanos >= sliceNanos) || (watch != null && watch.isStepping());
      int chunk = single ? 1 : chunk(budget - made, sliceNanos - elapsed);
      // After a pause it is not known how many were made: then they are expected to take less.
      int steps = single ? step(stack, watch) : Math.max(chunk - stack.run(chunk), 1);
      long before = elapsed;
      elapsed = System.nanoTime() - start;
      // The clock may stand still for longer than a stage takes.
      expect(single, (float) Math.max(1, elapsed - before) / steps);
      made += steps;
    } while (made < budget
        && !stack.isPaused()
        && !stack.isEmpty()
        && !stop.getAsBoolean()
        && (single ? stageNanos : stepNanos) <= sliceNanos - elapsed);
    adapt(made, elapsed, sliceNanos);
    if (stack.isPaused() && made <= CHUNK_ON_LOOP && !single && elapsed < sliceNanos / 8) {
      unmeasuredSteps = Math.min(2 * made, CHUNK_ON_LOOP);
      unmeasured = (byte) Math.min(MAX_UNMEASURED, CHUNK_ON_LOOP / unmeasuredSteps);
    }
    if (first != null) {
      boolean isShort = made <= SHORT_RUN_STEPS && !single && elapsed < sliceNanos / 8;
      first.measured(stepNanos, isShort);
    }
  }

  /**
   * Makes the first slice of a run without a look at the clock, if it is expected to be short.
   *
   * @param before what the flow's runs took before
   * @param stop asked after a few steps whether the slice must end
   * @return whether the slice has ended
   * @throws Exception what the stack throws
   */
  static boolean endsUnmeasured(FlowStack stack, FirstSlices before, BooleanSupplier stop)
      throws Exception {
    if (!before.takeUnmeasured()) {
      return false;
    }
    stack.run(SHORT_RUN_STEPS);
    if (stack.isPaused() || stack.isEmpty() || stop.getAsBoolean()) {
      return true;
    }
    before.tookLonger();
    return false;
  }

  private static int step(FlowStack stack, @Nullable SliceWatch watch) throws Exception {
    if (watch == null) {
      stack.step();
    } else {
      watch.step(stack);
    }
    return 1;
  }

  /** Returns how many steps are made next. */
  private int chunk(int steps, long nanos) {
    int most = Math.min(maxChunk, steps);
    return stepNanos * most <= nanos ? most : Math.max(1, (int) (nanos / stepNanos));
  }

  private void expect(boolean single, float measured) {
    if (single) {
      stageNanos = Math.max(measured, stageNanos / 2);
      stepNanos = Math.max(measured, stepNanos * FADE);
    } else {
      stepNanos = Math.max(measured, stepNanos / 2);
    }
  }

  private void adapt(int made, long elapsed, long sliceNanos) {
    if (elapsed > sliceNanos) {
      budget = Math.max(1, (int) ((double) made * sliceNanos / elapsed));
    } else if (made >= budget && elapsed < sliceNanos / 2) {
      budget = Math.min(budget * 2, MAX_BUDGET);
    }
  }
}
