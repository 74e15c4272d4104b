package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;

/** Finishes an accumulator; its value goes on, or the way ends. */
final class FinishInstruction extends Instruction {
  private final int accumulator;
  private final boolean early;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param accumulator the accumulator's index
   * @param early whether it is finished before its time, and starts anew
   * @param next where its value goes
   * @param end where to go on if there is none
   */
  FinishInstruction(
      String name, int accumulator, boolean early, Instruction next, Instruction end) {
    super(name);
    this.accumulator = accumulator;
    this.early = early;
    this.next = next;
    this.end = end;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object result;
    try {
      Accumulator gathered = frame.accumulator(accumulator);
      result = early ? gathered.pass() : gathered.finish();
    } catch (PauseFlow pause) {
      frame.resumeAt(this);
      stack.pause(pause);
      return;
    }
    if (result == null) {
      frame.resumeAt(end);
    } else if (stack.isHalted()) {
      frame.resumeAt(next, result);
    } else {
      next.take(stack, frame, result);
    }
  }
}
