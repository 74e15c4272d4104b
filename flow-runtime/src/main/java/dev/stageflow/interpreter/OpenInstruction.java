package dev.stageflow.interpreter;

import dev.stageflow.engine.FlowStack;

/** Opens a context, or the run: its accumulators start empty. The item goes on. */
final class OpenInstruction extends Instruction {
  private final int[] accumulators;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param accumulators the indices of the context's accumulators
   * @param next where the item goes
   */
  OpenInstruction(int[] accumulators, Instruction next) {
    super("");
    this.accumulators = accumulators;
    this.next = next;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    for (int accumulator : accumulators) {
      frame.accumulator(accumulator).open();
    }
    if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }
}
