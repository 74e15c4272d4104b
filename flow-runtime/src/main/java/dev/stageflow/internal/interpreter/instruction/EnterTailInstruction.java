package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;

/** Enters the level that processes an accumulated value. */
public final class EnterTailInstruction extends Instruction {
  private final int level;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param level the level
   * @param next where to go on after it
   */
  public EnterTailInstruction(int level, Instruction next) {
    super(next.waypoint());
    this.level = level;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.resumeAt(next);
    frame.enter(stack, level, item);
  }
}
