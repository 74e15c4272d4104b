package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Call;
import org.jspecify.annotations.Nullable;

/** Calls a sequence and enters its level; with nothing to walk the item is dropped. */
public final class EnterInstruction extends StageInstruction {
  private final Call call;
  private final Handed with;
  private final int level;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param level the level that walks what it gives
   * @param next where to go on after that
   * @param end where to go on if there is nothing to walk
   */
  public EnterInstruction(
      Waypoint waypoint, Call call, Handed with, int level, Instruction next, Instruction end) {
    super(waypoint);
    this.call = call;
    this.with = with;
    this.level = level;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object source;
    try {
      source = call(stack, frame, item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    goOn(stack, frame, item, source);
  }

  @Override
  public @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return call.make(stack, stage(), item, with.by(frame));
  }

  @Override
  public void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object source) {
    if (source == null) {
      stack.dropped(stage());
      frame.resumeAt(end);
    } else {
      // On a halted stack too: from here on the source is to be closed, whatever happens.
      frame.resumeAt(next);
      frame.enter(stack, level, source);
    }
  }
}
