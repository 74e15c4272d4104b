package dev.stageflow.interpreter;

import dev.stageflow.engine.FlowStack;
import dev.stageflow.plan.Waypoint;

/** Hands the item to the sink. */
final class EmitInstruction extends Instruction {
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param next where to go on
   */
  EmitInstruction(Waypoint waypoint, Instruction next) {
    super(waypoint);
    this.next = next;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
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
