package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Opens a context, or the run: its accumulators start empty. The item goes on. */
public final class OpenInstruction extends Instruction {
  private final int[] accumulators;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param accumulators the indices of the context's accumulators
   * @param next where the item goes
   */
  public OpenInstruction(Waypoint waypoint, int[] accumulators, Instruction next) {
    super(waypoint);
    this.accumulators = accumulators;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      for (int accumulator : accumulators) {
        frame.accumulator(accumulator).open();
      }
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
