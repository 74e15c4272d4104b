package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;

/** Hands the item to the sink. */
final class EmitInstruction extends Instruction {
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param next where to go on
   */
  EmitInstruction(Instruction next) {
    super("sink");
    this.next = next;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      frame.sink().accept(item);
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    }
    frame.resumeAt(next);
  }
}
