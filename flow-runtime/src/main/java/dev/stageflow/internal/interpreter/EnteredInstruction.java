package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Waypoint;

/**
 * Where a frame is while the source of an inner level is walked that may fail: it keeps the item
 * that the sequence took.
 */
public final class EnteredInstruction extends Instruction {
  private final GuardedInstruction.Guarding guarding;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param guarding decides what becomes of a failure
   * @param next where to go on after the level
   */
  public EnteredInstruction(
      Waypoint waypoint, GuardedInstruction.Guarding guarding, Instruction next) {
    super(waypoint);
    this.guarding = guarding;
    this.next = next;
  }

  /**
   * The source has failed.
   *
   * @param stack the stack that the frame is on
   * @param frame the frame that is here
   * @param item what its sequence took
   * @param failure what its source threw
   * @param hasGiven whether an item has gone on
   * @throws Exception the failure, if nothing takes it
   */
  void failed(FlowStack stack, LevelFrame frame, Object item, Throwable failure, boolean hasGiven)
      throws Exception {
    guarding.failed(stack, frame, item, failure, hasGiven);
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) {
    frame.settle();
    frame.resumeAt(next);
  }
}
