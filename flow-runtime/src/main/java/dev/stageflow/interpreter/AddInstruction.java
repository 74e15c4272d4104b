package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;

/** Adds the item to an accumulator; its way ends. */
final class AddInstruction extends Instruction {
  private final int accumulator;
  private final Instruction full;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param accumulator the accumulator's index
   * @param full where to go on if what is gathered is to be passed on before its time
   * @param end where to go on if not
   */
  AddInstruction(String name, int accumulator, Instruction full, Instruction end) {
    super(name);
    this.accumulator = accumulator;
    this.full = full;
    this.end = end;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    boolean isFull;
    try {
      isFull = frame.accumulator(accumulator).add(item);
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    }
    frame.resumeAt(isFull ? full : end);
  }
}
