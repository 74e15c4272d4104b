package dev.stageflow.interpreter;

import dev.stageflow.PauseFlow;
import dev.stageflow.engine.FlowStack;
import dev.stageflow.engine.Recovery;
import java.util.Objects;

/** Calls what takes a stage's failure, and goes on as if the stage had given its result. */
final class RecoverInstruction extends Instruction {
  private final Guard guard;
  private final StageInstruction step;

  /**
   * Makes a step.
   *
   * @param name the stage's name
   * @param guard what takes the stage's failures
   * @param step the step that calls the stage
   */
  RecoverInstruction(String name, Guard guard, StageInstruction step) {
    super(name);
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
    } catch (PauseFlow pause) {
      frame.resumeAt(this, item);
      stack.pause(pause);
      return;
    } catch (Throwable thrown) {
      Recovery.suppress(failure, thrown);
      throw thrown;
    }
    frame.settle();
    step.recover(stack, frame, item, result, failure);
  }
}
