package dev.stageflow.interpreter;

import dev.stageflow.engine.FlowStack;
import dev.stageflow.plan.Waypoint;

/** Asks whether what is gathered is to be passed on before its context closes. */
final class FullInstruction extends Instruction {
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
  FullInstruction(Waypoint waypoint, int accumulator, Instruction full, Instruction end) {
    super(waypoint);
    this.accumulator = accumulator;
    this.full = full;
    this.end = end;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
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
