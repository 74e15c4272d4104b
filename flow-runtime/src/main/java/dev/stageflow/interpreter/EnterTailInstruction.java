package dev.stageflow.interpreter;

import dev.stageflow.engine.FlowStack;

/** Enters the level in which an accumulated value goes its way. */
final class EnterTailInstruction extends Instruction {
  private final int level;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param level the level
   * @param next where to go on after it
   */
  EnterTailInstruction(int level, Instruction next) {
    super(next.waypoint());
    this.level = level;
    this.next = next;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.resumeAt(next);
    frame.enter(stack, level, item, null);
  }
}
