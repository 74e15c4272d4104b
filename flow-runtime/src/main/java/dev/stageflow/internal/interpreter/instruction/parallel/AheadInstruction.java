package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Carried;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Parallel;

/** Opens the window of a parallel stage, and enters the level that runs ahead of it. */
public final class AheadInstruction extends Instruction {
  private final Parallel parallel;
  private final int ahead;
  private final int values;
  private final Carried carried;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param parallel how the stage has several items at once
   * @param ahead the index of the level that runs ahead
   * @param values the index of the level of what the stage gives
   * @param carried the values that each item carries
   * @param next where to go on once the window has closed
   */
  public AheadInstruction(
      Waypoint waypoint,
      Parallel parallel,
      int ahead,
      int values,
      Carried carried,
      Instruction next) {
    super(waypoint);
    this.parallel = parallel;
    this.ahead = ahead;
    this.values = values;
    this.carried = carried;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.resumeAt(next);
    frame.open(stack, ahead, item, values, parallel, carried);
  }
}
