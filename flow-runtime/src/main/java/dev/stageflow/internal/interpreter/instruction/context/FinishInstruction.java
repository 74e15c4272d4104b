package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Accumulator;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Finishes an accumulator; its value goes on, or the item is dropped. */
public final class FinishInstruction extends Instruction {
  private final int accumulator;
  private final boolean early;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param accumulator the accumulator's index
   * @param early whether it is finished before its time, and starts anew
   * @param next where its value goes
   * @param end where to go on if there is none
   */
  public FinishInstruction(
      Waypoint waypoint, int accumulator, boolean early, Instruction next, Instruction end) {
    super(waypoint);
    this.accumulator = accumulator;
    this.early = early;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object result;
    try {
      Accumulator gathered = frame.accumulator(accumulator);
      result = early ? gathered.pass() : gathered.finish();
    } catch (Throwable thrown) {
      if (frame.stopAt(this, NOTHING, stack, thrown)) {
        return;
      }
      throw thrown;
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
