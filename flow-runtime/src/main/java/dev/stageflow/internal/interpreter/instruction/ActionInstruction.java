package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.stage.Call;

/** Calls what is to be done at the end of a sequence or context. */
public final class ActionInstruction extends Instruction {
  private final Call call;
  private final int with;
  private final Instruction next;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call what is called
   * @param with the place of the value that is handed over
   * @param next where to go on
   */
  public ActionInstruction(Waypoint waypoint, Call call, int with, Instruction next) {
    super(waypoint);
    this.call = call;
    this.with = with;
    this.next = next;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    try {
      call.function().apply(NOTHING, frame.value(with));
    } catch (Throwable thrown) {
      if (frame.stopAt(this, NOTHING, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    frame.resumeAt(next);
  }
}
