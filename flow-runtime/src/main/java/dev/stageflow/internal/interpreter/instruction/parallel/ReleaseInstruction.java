package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Gives up the forks that nobody has waited for: the item is done. */
public final class ReleaseInstruction extends Instruction {
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param next where to go on
   */
  public ReleaseInstruction(Waypoint waypoint, Instruction next) {
    super(waypoint);
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.forks().release();
    frame.resumeAt(next);
  }
}
