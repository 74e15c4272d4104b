package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;

/**
 * Goes back to the frame with the item, which goes on from there: steps call one another, and a
 * long way must not use up the thread's stack.
 */
public final class LandingInstruction extends Instruction {

  /** How many steps may call one another. */
  public static final int STEPS = 32;

  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param next where the item goes
   */
  public LandingInstruction(Instruction next) {
    super(next.waypoint());
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.resumeAt(next, item);
  }
}
