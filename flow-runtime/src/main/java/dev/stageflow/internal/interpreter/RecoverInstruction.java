package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Recovery;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.stage.Guard;
import java.util.Objects;

/** Calls what takes a stage's failure, and goes on as if the stage had given its result. */
final class RecoverInstruction extends Instruction {
  private final Guard guard;
  private final StageInstruction step;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param guard what takes the stage's failures
   * @param step the step that calls the stage
   */
  RecoverInstruction(Waypoint waypoint, Guard guard, StageInstruction step) {
    super(waypoint);
    this.guard = guard;
    this.step = step;
  }

  @Override
  void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Throwable failure = frame.failure();
    Guard.Recover recover = Objects.requireNonNull(guard.recoverOf(failure));
    Object result;
    try {
      result = recover.function().apply(item, failure);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      Recovery.suppress(failure, thrown);
      throw thrown;
    }
    frame.settle();
    step.recover(stack, frame, item, result, failure);
  }
}
