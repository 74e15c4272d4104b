package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/** A step that calls a stage, in two halves: where the call fails, another may stand in for it. */
public abstract class StageInstruction extends Instruction {

  /**
   * For each kind of step.
   *
   * @param waypoint what to tell of it
   */
  protected StageInstruction(Waypoint waypoint) {
    super(waypoint);
  }

  /**
   * Calls the stage.
   *
   * @param stack the stack that the frame is on
   * @param frame the frame whose item comes this way
   * @param item what arrives
   * @return what the stage gave; null if nothing
   * @throws Exception what it throws
   */
  public abstract @Nullable Object call(FlowStack stack, LevelFrame frame, Object item)
      throws Exception;

  /**
   * Goes on with what the stage gave.
   *
   * @param stack the stack that the frame is on
   * @param frame the frame whose item comes this way
   * @param item what arrived
   * @param result what the stage gave; null if nothing
   * @throws Exception what the steps after it throw
   */
  public abstract void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object result)
      throws Exception;

  /**
   * Returns what goes on where a recovery has replaced the call.
   *
   * @param result what the recovery gave; null if nothing
   * @return what {@link #goOn} takes
   */
  public @Nullable Object recovered(@Nullable Object result) {
    return result;
  }
}
