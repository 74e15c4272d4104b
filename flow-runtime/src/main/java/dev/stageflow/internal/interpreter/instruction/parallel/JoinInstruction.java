package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.parallel.Fork;
import dev.stageflow.internal.position.Waypoint;

/** Waits for what forks give that the next step takes. */
public final class JoinInstruction extends Instruction {
  private final int[] places;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param places the places of what the forks give
   * @param next where the item goes once they have given it
   * @param end where to go on if one has given nothing
   */
  public JoinInstruction(Waypoint waypoint, int[] places, Instruction next, Instruction end) {
    super(waypoint);
    this.places = places;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      for (int place : places) {
        if (frame.value(place) instanceof Fork<?> fork) {
          if (!fork.join(stack)) {
            frame.resumeAt(end);
            return;
          }
          frame.keep(place, fork.value());
        }
      }
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    next.take(stack, frame, item);
  }
}
