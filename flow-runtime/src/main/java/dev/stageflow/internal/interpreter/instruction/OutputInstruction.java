package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import org.jspecify.annotations.Nullable;

/** Hands the item to a sink; it goes on. */
public final class OutputInstruction extends Instruction {
  private final @Nullable Sink<@Nullable Object> sink;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param sink takes the item; null for the flow's own
   * @param next where to go on
   */
  public OutputInstruction(
      Waypoint waypoint, @Nullable Sink<@Nullable Object> sink, Instruction next) {
    super(waypoint);
    this.sink = sink;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      (sink == null ? frame.sink() : sink).accept(item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }
}
