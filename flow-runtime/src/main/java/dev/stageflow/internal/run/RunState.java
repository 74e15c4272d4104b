package dev.stageflow.internal.run;

import dev.stageflow.FlowRun.State;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/**
 * The state of a run on an executor: one word of flags, which all threads change by
 * compare-and-set.
 *
 * <p>{@link #TURN} is the right to make slices. Whoever sets it must submit a slice; the thread
 * that makes the slice has the run for itself until it clears it again. It is set by the same step
 * that makes a slice due, and cleared only by a step that finds none due, so no signal is lost, and
 * no two threads have the turn.
 *
 * <table>
 * <caption>What moves a run from one state to another</caption>
 * <tr><th>from</th><th>to</th><th>by</th></tr>
 * <tr><td>TURN</td><td>idle, WAITING</td><td>the end of a slice whose stage paused</td></tr>
 * <tr><td>WAITING</td><td>TURN</td><td>{@link #waitOver}: the condition has completed</td></tr>
 * <tr><td>TURN</td><td>idle, PAUSED or NO_DEMAND</td><td>a request, at the end of the slice</td></tr>
 * <tr><td>PAUSED or NO_DEMAND</td><td>TURN</td><td>resume, or a subscriber's request, unless it
 *     waits</td></tr>
 * <tr><td>idle, any</td><td>TURN, CANCELLED</td><td>a cancel, unless CLOSING</td></tr>
 * <tr><td>idle, any</td><td>TURN, QUERIED</td><td>someone asks for the trace or the progress</td></tr>
 * <tr><td>idle, any</td><td>TURN, DRAINED</td><td>a drain, which closes the sources even of a
 *     run that is held back</td></tr>
 * <tr><td>TURN</td><td>TURN, CLOSING</td><td>the last step, a failure, or a slice that sees
 *     CANCELLED</td></tr>
 * <tr><td>TURN, CLOSING</td><td>WAITING, CLOSING</td><td>something is closed on a worker</td></tr>
 * <tr><td>TURN, CLOSING</td><td>ENDED</td><td>all is closed; the last state</td></tr>
 * </table>
 */
public final class RunState implements BooleanSupplier {

  /** A slice is submitted, or being made. */
  static final long TURN = 1;

  /** The user has paused the run. */
  public static final long PAUSED = 1 << 1;

  /** The subscriber has asked for no more outputs. */
  public static final long NO_DEMAND = 1 << 2;

  /** The run is to end. */
  public static final long CANCELLED = 1 << 3;

  /** Someone has asked for what only a slice can answer. */
  public static final long QUERIED = 1 << 4;

  /** What the run waits for has not completed. */
  private static final long WAITING = 1 << 5;

  /** It is known how the run ends, and what is open is being closed. */
  private static final long CLOSING = 1 << 6;

  /** The run is to take nothing more from its sources, which are still to be closed. */
  public static final long DRAINED = 1 << 8;

  /** All is closed. */
  private static final long ENDED = 1 << 7;

  private static final long HELD_BACK = PAUSED | NO_DEMAND;

  /** The number of waits so far stands in the upper half, so that a late signal is recognized. */
  private static final int WAITS = 32;

  private static final VarHandle WORD;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(RunState.class, "word", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * The flags. Each step is a volatile compare-and-set, which also publishes what the thread wrote
   * before to the thread that reads the flags next: a slice's work to the next slice, and a
   * condition's failure to the slice that goes on.
   */
  private volatile long word = TURN;

  /**
   * Sets and clears requests. Does nothing once the run has ended.
   *
   * @param set the flags to set
   * @param clear the flags to clear
   * @return whether the caller got the turn, and must submit a slice
   */
  public boolean signal(long set, long clear) {
    while (true) {
      long before = word;
      if (is(before, ENDED)) {
        return false;
      }
      long after = withTurnIfDue((before | set) & ~clear);
      if (WORD.compareAndSet(this, before, after)) {
        return !is(before, TURN) && is(after, TURN);
      }
    }
  }

  /**
   * Begins to wait. For the thread that has the turn.
   *
   * @return the number of the wait
   */
  public long beginWait() {
    return change(word -> (word | WAITING) + (1L << WAITS)) >>> WAITS;
  }

  /**
   * Signals that what the run waited for has completed.
   *
   * @param wait the number of the wait; if the run waits for something else by now, or not at all,
   *     nothing happens
   * @return whether the caller got the turn, and must submit a slice
   */
  public boolean waitOver(long wait) {
    while (true) {
      long before = word;
      if (!is(before, WAITING) || before >>> WAITS != wait) {
        return false;
      }
      long after = withTurnIfDue(before & ~WAITING);
      if (WORD.compareAndSet(this, before, after)) {
        return !is(before, TURN) && is(after, TURN);
      }
    }
  }

  /** Waits no more. For the thread that has the turn. */
  public void dropWait() {
    change(word -> word & ~WAITING);
  }

  /** Takes the query, before it is answered. For the thread that has the turn. */
  void takeQuery() {
    if (is(word, QUERIED)) {
      change(word -> word & ~QUERIED);
    }
  }

  /**
   * Takes the request to drain the run, before it is met. For the thread that has the turn.
   *
   * @return whether there is one
   */
  public boolean takeDrain() {
    boolean wanted = is(word, DRAINED);
    if (wanted) {
      change(word -> word & ~DRAINED);
    }
    return wanted;
  }

  /** Begins to close what is open. For the thread that has the turn. */
  void beginClosing() {
    change(word -> (word | CLOSING) & ~WAITING);
  }

  /** Ends the run: no more slice is made. For the thread that has the turn. */
  public void end() {
    change(word -> word | ENDED);
  }

  /**
   * Ends a slice.
   *
   * @return whether another one is due, and the caller keeps the turn
   */
  public boolean endSlice() {
    while (true) {
      long before = word;
      if (isDue(before)) {
        return true;
      }
      if (is(before, ENDED) || WORD.compareAndSet(this, before, before & ~TURN)) {
        return false;
      }
    }
  }

  private long change(LongUnaryOperator step) {
    while (true) {
      long before = word;
      long after = step.applyAsLong(before);
      if (WORD.compareAndSet(this, before, after)) {
        return after;
      }
    }
  }

  /** Returns whether the slice is to stop: the run is held back, drained, or cancelled. */
  @Override
  public boolean getAsBoolean() {
    return is(word, HELD_BACK | DRAINED | CANCELLED);
  }

  /** Returns whether the run is paused, or awaits demand, and does not end. */
  boolean isHeldBack() {
    long now = word;
    return is(now, HELD_BACK) && !is(now, CANCELLED | CLOSING);
  }

  boolean isPausedByUser() {
    return is(word, PAUSED);
  }

  boolean isCancelled() {
    return is(word, CANCELLED);
  }

  /** Returns whether all is closed. */
  public boolean isEnded() {
    return is(word, ENDED);
  }

  /** Returns whether the run can make a step, or close something, rather than only answer. */
  public boolean isRunnable() {
    return isRunnable(word);
  }

  /** Returns what users see of a run that has not ended. */
  State visible() {
    long now = word;
    if (is(now, TURN)) {
      return State.RUNNING;
    }
    if (is(now, HELD_BACK) && !is(now, CLOSING)) {
      return State.PAUSED;
    }
    return is(now, WAITING) ? State.WAITING : State.RUNNING;
  }

  private static long withTurnIfDue(long word) {
    return isDue(word) ? word | TURN : word;
  }

  private static boolean isDue(long word) {
    return !is(word, ENDED) && (is(word, QUERIED | DRAINED) || isRunnable(word));
  }

  private static boolean isRunnable(long word) {
    if (is(word, CLOSING)) {
      return !is(word, WAITING);
    }
    return is(word, CANCELLED) || !is(word, HELD_BACK | WAITING);
  }

  private static boolean is(long word, long any) {
    return (word & any) != 0;
  }
}
