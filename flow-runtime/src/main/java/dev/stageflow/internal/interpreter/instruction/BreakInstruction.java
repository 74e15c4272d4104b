package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Closes the open group of items, if there is one. The item goes on. */
public final class BreakInstruction extends Instruction {
  private final int key;
  private final int level;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param key the place of the open group's key
   * @param level the level in which the group is closed
   * @param next where the item goes
   */
  public BreakInstruction(Waypoint waypoint, int key, int level, Instruction next) {
    super(waypoint);
    this.key = key;
    this.level = level;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    if (frame.has(key)) {
      frame.resumeAt(next, item);
      frame.enter(stack, level, frame.value(key));
    } else {
      next.take(stack, frame, item);
    }
  }
}
