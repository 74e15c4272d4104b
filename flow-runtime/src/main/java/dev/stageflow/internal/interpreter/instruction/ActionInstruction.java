package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.Emission;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Stage;

/** Calls what is to be done at the end of a sequence, or as a context opens or closes. */
public final class ActionInstruction extends Instruction {
  private final String stage;
  private final Stage.Hook hook;
  private final Handed with;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param stage the stage that has the sequence or context
   * @param hook what is called
   * @param with the place of the value that is handed over
   * @param next where to go on
   */
  public ActionInstruction(
      Waypoint waypoint, String stage, Stage.Hook hook, Handed with, Instruction next) {
    super(waypoint);
    this.stage = stage;
    this.hook = hook;
    this.with = with;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object given;
    try {
      given = hook.call().function().apply(NOTHING, with.by(frame));
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    frame.resumeAt(next, item);
    if (hook.isOutput()) {
      Emission.enter(stack, stage, given, frame.sink());
    }
  }
}
