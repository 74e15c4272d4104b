package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Call;
import org.jspecify.annotations.Nullable;

/** Calls a filter; the item goes on, or is dropped. */
public final class FilterInstruction extends StageInstruction {
  private final Call call;

  /** The same, if it takes the item alone; else null. */
  private final @Nullable StageFunction<@Nullable Object, Object> direct;

  private final Handed with;
  private final Instruction next;
  private final Instruction end;
  private final int[] left;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param next where the item goes if it is kept
   * @param end where to go on if it is not
   * @param left the levels that are left if it is not, this one first; none for most filters
   */
  public FilterInstruction(
      Waypoint waypoint, Call call, Handed with, Instruction next, Instruction end, int[] left) {
    super(waypoint);
    this.call = call;
    direct = call.direct();
    this.with = with;
    this.next = next;
    this.end = end;
    this.left = left.clone();
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object kept;
    try {
      kept = call(stack, frame, item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    goOn(stack, frame, item, kept);
  }

  @Override
  public @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return direct == null ? call.function().apply(item, with.by(frame)) : direct.apply(item);
  }

  @Override
  public void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object kept)
      throws Exception {
    if (kept == null) {
      stack.dropped(stage());
      frame.resumeAt(end);
      if (left.length > 0) {
        frame.leave(stack, left);
      }
    } else if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }
}
