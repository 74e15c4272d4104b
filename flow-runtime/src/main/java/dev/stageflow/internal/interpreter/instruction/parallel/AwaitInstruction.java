package dev.stageflow.internal.interpreter.instruction.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Waits until all that was started in parallel stages has gone all its way. */
public final class AwaitInstruction extends Instruction {
  private final int[] windows;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param windows the indices of the levels of what the stages give, the first stage's first
   * @param next where to go on
   */
  public AwaitInstruction(Waypoint waypoint, int[] windows, Instruction next) {
    super(waypoint);
    this.windows = windows;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      for (int window : windows) {
        frame.window(window).awaitEmpty(stack);
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
