package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/** Adds the item to an accumulator; the item goes no further. */
public final class AddInstruction extends StageInstruction {
  private final int accumulator;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param accumulator the accumulator's index
   * @param next where to go on
   * @param end where to go on if nothing is added
   */
  public AddInstruction(Waypoint waypoint, int accumulator, Instruction next, Instruction end) {
    super(waypoint);
    this.accumulator = accumulator;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object gathered;
    try {
      gathered = call(stack, frame, item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    goOn(stack, frame, item, gathered);
  }

  @Override
  public @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return frame.accumulator(accumulator).with(item);
  }

  @Override
  public void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object gathered) {
    if (gathered == NOTHING) {
      stack.dropped(stage());
      frame.resumeAt(end);
    } else {
      frame.accumulator(accumulator).keep(stack, gathered);
      frame.resumeAt(next);
    }
  }

  /** The stage may gather a null; a recovery that gives one drops the item. */
  @Override
  public Object recovered(@Nullable Object gathered) {
    return gathered == null ? NOTHING : gathered;
  }
}
