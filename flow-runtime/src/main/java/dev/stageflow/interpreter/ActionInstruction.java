package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;

/** Calls what is to be done at the end of a sequence or context. */
final class ActionInstruction extends Instruction {
  private final Call call;
  private final int with;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param call what is called
   * @param with the place of the value that is handed over
   * @param next where to go on
   */
  ActionInstruction(String name, Call call, int with, Instruction next) {
    super(name);
    this.call = call;
    this.with = with;
    this.next = next;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      call.function().apply(NOTHING, frame.value(with));
    } catch (PauseFlow pause) {
      frame.resumeAt(this);
      stack.pause(pause);
      return;
    }
    frame.resumeAt(next);
  }
}
