package dev.stageflow.internal.guard;

import dev.stageflow.internal.alarm.RunTimeout;
import dev.stageflow.internal.frame.Alarm;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * When a call is given up for which a frame waits. Kept by the {@link GuardedCall}, for one call,
 * or one element of a sequence or subflow, at a time.
 */
final class Deadline extends Alarm {

  /** Where no elements are counted: a call is waited for. */
  static final long CALL = -1;

  private final String stage;
  private final Duration timeout;

  /**
   * The frame that waits, or that stands below those that do; null if it is yet to be put on its
   * stack, which has no other.
   */
  private @Nullable Frame frame;

  /** What gives the call up; null where the frame that waits does so itself. */
  private @Nullable GivingUp givingUp;

  /** How many elements had come when it was set, or {@link #CALL}. */
  private long elements = CALL;

  private boolean over;

  /** What the call has failed with; null while it has not. */
  private @Nullable TimeoutException failure;

  /** What is done when the time is over. */
  interface GivingUp {
    void giveUp(FlowStack stack, TimeoutException failure) throws Exception;
  }

  /**
   * Makes a deadline that is not set.
   *
   * @param stage the stage, as the failure names it
   * @param timeout how long a call may take, more than zero
   */
  Deadline(String stage, Duration timeout) {
    this.stage = stage;
    this.timeout = timeout;
  }

  /**
   * Lets the frame in charge wait until the deadline, which is set when it waits first.
   *
   * @param taken how many elements have come, each of which has a time of its own; or {@link #CALL}
   * @return whether the time is over
   */
  boolean begin(FlowStack stack, long taken) {
    if (taken != elements) {
      end();
      elements = taken;
    }
    if (!over && !isSet()) {
      frame = stack.top();
      set(stack, Wait.nanos(timeout));
    }
    return over;
  }

  /**
   * Sets the deadline of a call in which other frames may wait.
   *
   * @param below what stands below these
   * @param action gives them up
   */
  void begin(FlowStack stack, Frame below, GivingUp action) {
    frame = below;
    givingUp = action;
    set(stack, Wait.nanos(timeout));
  }

  TimeoutException failure() {
    TimeoutException made = RunTimeout.failure("stage '" + stage + "'", timeout);
    failure = made;
    return made;
  }

  /** Returns whether a failure is that of the call, which took too long. */
  boolean isOwn(Throwable thrown) {
    return thrown == failure;
  }

  boolean isOver() {
    return over;
  }

  /** The call is done, or given up: the next one has a time of its own. */
  void end() {
    clear();
    over = false;
    failure = null;
    frame = null;
    givingUp = null;
    elements = CALL;
  }

  /**
   * What runs meanwhile, as the time of a batch was over, goes on to its end. Of what waits here it
   * is a part itself if the batch is.
   */
  @Override
  protected boolean isHeld() {
    Frame waiting = frame;
    boolean interrupted = waiting != null && setFor().isInterrupted(waiting, givingUp == null);
    return interrupted || super.isHeld();
  }

  @Override
  protected boolean ring(FlowStack run) throws Exception {
    GivingUp action = givingUp;
    if (action != null) {
      action.giveUp(run, failure());
      return true;
    }
    over = true;
    return frame == null || (run.isOnTop(frame) && isStillWaiting(run));
  }

  /** Returns false if an element has come meanwhile, and the frame waits for another stage. */
  private boolean isStillWaiting(FlowStack run) {
    Position position = elements == CALL ? null : run.topPosition();
    return position == null || position.taken() == elements;
  }
}
