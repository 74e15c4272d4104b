package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;

/** Drops values that were kept for later steps, and that all of those have passed. */
public final class ForgetInstruction extends Instruction {
  private final int[] places;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param places the places of the values
   * @param next what comes next
   */
  public ForgetInstruction(int[] places, Instruction next) {
    super(next.waypoint());
    this.places = places;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    for (int place : places) {
      frame.forget(place);
    }
    next.take(stack, frame, item);
  }
}
