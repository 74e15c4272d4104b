package dev.stageflow.internal.observe;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.slice.RunClock;
import org.jspecify.annotations.Nullable;

/**
 * Times a run's slices, and finds the stage that takes long, for the thread that makes the slice.
 *
 * <p>A frame at full speed cannot tell which of its stages took how long; {@linkplain
 * FlowStack#step() single steps} can, which call one stage at most. They are made at the start of a
 * run, whose stages may well be slow ones that are called once; and after each slice that took too
 * long, because its stage is likely to do so again.
 */
public final class SliceWatch {
  private static final int FIRST_STEPS = 64;

  /** Takes about ten milliseconds more than at full speed, as long as what it follows. */
  private static final int STEPS_AFTER_HOLD = 65_536;

  private final RunClock clock;

  /** How many of the next steps are to be single ones. */
  private int stepping = FIRST_STEPS;

  private long start;

  /** What the longest call took that was timed in this slice, of which stage; -1 before any. */
  private long longest;

  private @Nullable String stage;

  /** When the last step of this slice ended. */
  private long stepped;

  /** Where it left the run; null between two slices. */
  private @Nullable Position here;

  /** What all calls took that were timed in this slice. */
  private long timed;

  SliceWatch(RunClock clock) {
    this.clock = clock;
  }

  void begin() {
    start = clock.nanoTime();
    longest = -1;
    stage = null;
    timed = 0;
  }

  /** Ends the slice, and returns how long it has taken, in nanoseconds. */
  long end() {
    here = null;
    return clock.nanoTime() - start;
  }

  /** Returns whether single steps are to be made. */
  public boolean isStepping() {
    return stepping > 0;
  }

  /** Makes a single step. Each is followed by the next one of its slice at once. */
  public void step(FlowStack stack) throws Exception {
    stepping = Math.max(0, stepping - 1);
    if (longest < 0) {
      here = position(stack);
      stepped = time();
    }
    boolean returned = false;
    try {
      stack.step();
      returned = !stack.isPaused();
    } finally {
      long now = time();
      Position after = position(stack);
      long took = now - stepped;
      timed += took;
      if (took > longest) {
        longest = took;
        // A stage that has paused or failed is the one where the run stands.
        stage = returned || after == null ? Position.called(here, after) : after.stage();
      }
      here = after;
      stepped = now;
    }
  }

  /**
   * The step runs and ends as if it were not watched, even if there is no memory left to watch it.
   */
  private static @Nullable Position position(FlowStack stack) {
    try {
      return stack.position();
    } catch (Throwable unable) {
      return null;
    }
  }

  private long time() {
    try {
      return clock.nanoTime();
    } catch (Throwable unable) {
      return start;
    }
  }

  /** Has the next steps be single ones, because this slice took too long. */
  void search() {
    stepping = STEPS_AFTER_HOLD;
  }

  /**
   * Returns which stage's call took the longest part of the slice. The rest may be steps that were
   * made at once, or nothing of a stage, such as closing what is open, or a listener's work.
   *
   * @param elapsed how long the slice has taken
   * @return the stage; null if that is not known
   */
  @Nullable String slowest(long elapsed) {
    return longest >= elapsed - timed ? stage : null;
  }
}
