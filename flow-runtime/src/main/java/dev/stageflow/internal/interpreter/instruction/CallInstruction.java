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

/** Calls a function or consumer; its result goes on, or the item is dropped. */
public final class CallInstruction extends StageInstruction {
  private final Call call;

  /** The same, if it takes the item alone; else null. */
  private final @Nullable StageFunction<@Nullable Object, Object> direct;

  private final Handed with;
  private final boolean mayDrop;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call what is called
   * @param with the place of the value that is handed over besides
   * @param mayDrop whether null drops the item: what consumes it gives nothing else
   * @param next where its value goes
   * @param end where to go on if the item is dropped here
   */
  public CallInstruction(
      Waypoint waypoint,
      Call call,
      Handed with,
      boolean mayDrop,
      Instruction next,
      Instruction end) {
    super(waypoint);
    this.call = call;
    direct = call.direct();
    this.with = with;
    this.mayDrop = mayDrop;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object result;
    try {
      result = call(stack, frame, item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    goOn(stack, frame, item, result);
  }

  @Override
  public @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return direct == null ? call.make(stack, stage(), item, with.by(frame)) : direct.apply(item);
  }

  @Override
  public void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object result)
      throws Exception {
    if (result == null) {
      if (mayDrop) {
        stack.dropped(stage());
      }
      frame.resumeAt(end);
    } else if (stack.isHalted()) {
      frame.resumeAt(next, result);
    } else {
      next.take(stack, frame, result);
    }
  }
}
