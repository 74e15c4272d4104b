package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;
import org.jspecify.annotations.Nullable;

/** Calls a filter; the item goes on, or its way ends. */
final class FilterInstruction extends StageInstruction {
  private final Call call;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param call what is called
   * @param next where the item goes if it is kept
   * @param end where to go on if it is not
   */
  FilterInstruction(String name, Call call, Instruction next, Instruction end) {
    super(name);
    this.call = call;
    this.next = next;
    this.end = end;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object kept;
    try {
      kept = call(stack, frame, item);
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    }
    goOn(stack, frame, item, kept);
  }

  @Override
  @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return call.function().apply(item, NOTHING);
  }

  @Override
  void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object kept)
      throws Exception {
    if (kept == null) {
      frame.resumeAt(end);
    } else if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }
}
