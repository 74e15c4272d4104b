package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Hands the item to the sink. */
public final class EmitInstruction extends Instruction {
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param next where to go on
   */
  public EmitInstruction(Waypoint waypoint, Instruction next) {
    super(waypoint);
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      frame.sink().accept(item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    frame.resumeAt(next);
  }
}
