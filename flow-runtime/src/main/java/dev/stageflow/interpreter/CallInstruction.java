package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;
import org.jspecify.annotations.Nullable;

/** Calls a function or consumer; what it gives goes on, or the way ends. */
final class CallInstruction extends StageInstruction {
  private final Call call;
  private final int with;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param next where its value goes
   * @param end where to go on if the way ends here
   */
  CallInstruction(String name, Call call, int with, Instruction next, Instruction end) {
    super(name);
    this.call = call;
    this.with = with;
    this.next = next;
    this.end = end;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object result;
    try {
      result = call(stack, frame, item);
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    }
    goOn(stack, frame, item, result);
  }

  @Override
  @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return call.make(stack, stage(), item, frame.value(with));
  }

  @Override
  void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object result)
      throws Exception {
    if (result == null) {
      frame.resumeAt(end);
    } else if (stack.isHalted()) {
      frame.resumeAt(next, result);
    } else {
      next.take(stack, frame, result);
    }
  }
}
