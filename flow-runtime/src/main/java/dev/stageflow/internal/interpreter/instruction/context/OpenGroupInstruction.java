package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Carried;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;

/** Opens a group of items: what is in scope of its first one is kept. The item goes on. */
public final class OpenGroupInstruction extends Instruction {
  private final int key;
  private final Carried kept;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param key the place of the group's key, before that in which it was noted
   * @param kept the values that are kept
   * @param next where the item goes
   */
  public OpenGroupInstruction(Waypoint waypoint, int key, Carried kept, Instruction next) {
    super(waypoint);
    this.key = key;
    this.kept = kept;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    frame.keep(key, frame.value(key + 1));
    frame.forget(key + 1);
    frame.keep(kept);
    next.take(stack, frame, item);
  }
}
