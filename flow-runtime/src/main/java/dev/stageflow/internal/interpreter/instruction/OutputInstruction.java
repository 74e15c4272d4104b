package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Stage;

/** Hands the item to a sink; it goes on. */
public final class OutputInstruction extends Instruction {
  private final Stage.Output output;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param output where the item goes
   * @param next where to go on
   */
  public OutputInstruction(Waypoint waypoint, Stage.Output output, Instruction next) {
    super(waypoint);
    this.output = output;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      output.sinkOr(frame.sink()).accept(item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }
}
