package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Returns whether what is gathered is to be passed on before its context closes. */
public final class FullInstruction extends Instruction {
  private final int accumulator;
  private final Instruction full;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param accumulator the accumulator's index
   * @param full where to go on if it is
   * @param end where to go on if not
   */
  public FullInstruction(Waypoint waypoint, int accumulator, Instruction full, Instruction end) {
    super(waypoint);
    this.accumulator = accumulator;
    this.full = full;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    boolean isFull;
    try {
      isFull = frame.accumulator(accumulator).isFull();
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    frame.resumeAt(isFull ? full : end);
  }
}
