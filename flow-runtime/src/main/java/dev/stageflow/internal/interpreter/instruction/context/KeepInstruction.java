package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;

/** Keeps the item for a later step that asks for it by its key. The item goes on. */
public final class KeepInstruction extends Instruction {
  private final int place;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param place where the item is kept
   * @param next where it goes
   */
  public KeepInstruction(int place, Instruction next) {
    super(next.waypoint());
    this.place = place;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    frame.keep(place, item);
    next.take(stack, frame, item);
  }
}
