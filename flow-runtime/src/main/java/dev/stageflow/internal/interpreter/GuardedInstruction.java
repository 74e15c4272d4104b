package dev.stageflow.internal.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Recovery;
import dev.stageflow.internal.frame.Tries;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.stage.Guard;
import java.util.function.Function;

/** Calls a stage, again if it fails, and then whatever takes its failure. */
public final class GuardedInstruction extends Instruction {
  private final Guard guard;
  private final StageInstruction step;
  private final RecoverInstruction recover;

  private GuardedInstruction(
      Waypoint waypoint, Guard guard, Function<Guarding, StageInstruction> step) {
    super(waypoint);
    this.guard = guard;
    this.step = step.apply(this::failed);
    this.recover = new RecoverInstruction(waypoint, guard, this.step);
  }

  /** What a step does that calls a stage, with what is done if it fails. */
  public static Instruction of(Guard guard, StageInstruction step) {
    return guard.isNone() ? step : new GuardedInstruction(step.waypoint(), guard, guarding -> step);
  }

  /**
   * The same for a step that enters a level, whose source may fail later.
   *
   * @param step makes the step of what tells of such a failure
   */
  public static Instruction ofEntering(
      Waypoint waypoint, Guard guard, Function<Guarding, StageInstruction> step) {
    return new GuardedInstruction(waypoint, guard, step);
  }

  /** Decides what becomes of a failure. */
  public interface Guarding {

    /**
     * Leaves the failure to the frame, or throws it.
     *
     * @param stack the stack that the frame is on
     * @param frame the frame whose item comes this way
     * @param item what arrived
     * @param failure what the stage threw, or its source
     * @param hasGiven whether an item has gone on, so that the stage is not called again
     * @throws Exception the failure, if nothing takes it
     */
    void failed(FlowStack stack, LevelFrame frame, Object item, Throwable failure, boolean hasGiven)
        throws Exception;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object result;
    try {
      result = step.call(stack, frame, item);
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    } catch (Throwable failure) {
      if (isTaken(stack, frame, item, failure, false)) {
        return;
      }
      frame.resumeAt(this, item);
      throw failure;
    }
    if (result == null || !(step instanceof EnterInstruction)) {
      frame.settle();
    }
    step.goOn(stack, frame, item, result);
  }

  private void failed(
      FlowStack stack, LevelFrame frame, Object item, Throwable failure, boolean hasGiven)
      throws Exception {
    if (!isTaken(stack, frame, item, failure, hasGiven)) {
      throw Recovery.same(failure);
    }
  }

  /** Leaves a failure to the frame, unless nothing takes it. */
  private boolean isTaken(
      FlowStack stack, LevelFrame frame, Object item, Throwable failure, boolean hasGiven) {
    if (hasGiven) {
      frame.settle();
    }
    RetryPolicy policy = guard.retry();
    if (policy != null) {
      Tries tries = frame.tries(policy);
      PauseFlow pause = null;
      if (hasGiven || !policy.covers(failure)) {
        tries.endWith(failure);
      } else {
        pause = tries.again(failure);
      }
      if (pause != null) {
        frame.resumeAt(this, item);
        stack.pause(pause);
        return true;
      }
    }
    if (guard.recoverOf(failure) == null) {
      return false;
    }
    frame.fail(failure);
    frame.resumeAt(recover, item);
    return true;
  }
}
