package dev.stageflow.internal.frame;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time at which a run goes on though what it waits for has not come. For the thread that has the
 * run.
 */
public abstract class Alarm {

  /** The stack of the run that it is set for; null while it is not set. */
  private @Nullable FlowStack stack;

  /** When it is due, by the run's clock. */
  private long due;

  /** Makes an alarm that is not set. */
  protected Alarm() {}

  /**
   * Sets the alarm, which is not set.
   *
   * @param run the stack of the run
   * @param nanos in how many nanoseconds it is due
   */
  protected final void set(FlowStack run, long nanos) {
    stack = run;
    due = run.clock().nanoTime() + nanos;
    run.alarms().add(this);
  }

  /** Takes the alarm back, if it is set. */
  protected final void clear() {
    FlowStack run = stack;
    if (run != null) {
      stack = null;
      run.alarms().remove(this);
    }
  }

  /** Returns whether the alarm is set. */
  protected final boolean isSet() {
    return stack != null;
  }

  /** Returns in how many nanoseconds it is due; zero or less if it is. */
  final long left(long now) {
    return due - now;
  }

  /**
   * Returns whether the alarm, which is set, is to wait though it is due: while the run is being
   * saved, its frames stay as they are.
   */
  protected boolean isHeld() {
    return setFor().alarms().areHeld();
  }

  /** Returns the stack of the run that the alarm, which is set, is set for. */
  protected final FlowStack setFor() {
    return Objects.requireNonNull(stack);
  }

  /** Returns whether a run waits, and would go on waiting but for an alarm that rings. */
  protected static boolean isWaiting(FlowStack run) {
    return run.alarms().isWaiting();
  }

  /** Returns whether a wait ends when it is due; else it rings once a wait has ended by itself. */
  protected boolean endsWait() {
    return true;
  }

  /**
   * Does what is due, before the frame in charge goes on. The alarm is no longer set.
   *
   * @param run the stack of the run
   * @return whether the run goes on; else it still waits for what it waited for
   * @throws Exception what ends the run
   */
  protected abstract boolean ring(FlowStack run) throws Exception;
}
