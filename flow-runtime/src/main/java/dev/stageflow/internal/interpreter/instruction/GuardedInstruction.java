package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.GuardedCall;
import dev.stageflow.internal.frame.Waypoint;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.stage.Guard;
import org.jspecify.annotations.Nullable;

/** Calls a stage, again if it fails, and then whatever takes its failure. */
public final class GuardedInstruction extends Instruction {
  private final Guard guard;
  private final StageInstruction step;

  /** Where a frame is while it walks what the stage gave; null if the stage is no sequence. */
  private final @Nullable Walking walking;

  private GuardedInstruction(
      Guard guard, StageInstruction step, @Nullable Waypoint following, Instruction next) {
    super(step.waypoint());
    this.guard = guard;
    this.step = step;
    this.walking = following == null ? null : new Walking(following, next);
  }

  /** What a step does that calls a stage, with what is done if it fails. */
  public static Instruction of(Guard guard, StageInstruction step) {
    return guard.isNone() ? step : new GuardedInstruction(guard, step, null, Instruction.END);
  }

  /**
   * The same for a step that enters a level, whose source may fail later.
   *
   * @param following what to tell while the level is walked
   * @param next where to go on after the level
   */
  public static Instruction of(
      Guard guard, EnterInstruction step, Waypoint following, Instruction next) {
    return new GuardedInstruction(guard, step, following, next);
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    GuardedCall<Object> failed = frame.failed();
    Object result;
    try {
      result = failed == null ? step.call(stack, frame, item) : failed.open(stack);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      if (failed != null) {
        throw thrown;
      }
      failing(frame, item).failed(stack, thrown);
      return;
    }
    if (walking == null || result == null) {
      frame.settle();
    }
    step.goOn(stack, frame, item, result);
    if (walking != null && result != null) {
      frame.resumeAt(walking, item);
    }
  }

  /** Returns the call that has failed, which is known to the frame from its first failure on. */
  private GuardedCall<Object> failing(LevelFrame frame, Object item) {
    GuardedCall<Object> failed = frame.failed();
    if (failed == null) {
      failed = new GuardedCall<>(stack -> step.call(stack, frame, item));
      if (guard.retry() != null) {
        failed.retry(guard.retry());
      }
      for (Guard.Recover recover : guard.recovers()) {
        failed.recover(
            recover.type(),
            (stack, failure) -> step.recovered(recover.function().apply(item, failure)));
      }
      frame.fail(failed);
    }
    return failed;
  }

  /** The frame keeps the item that its sequence took, while the source is walked that may fail. */
  private final class Walking extends Instruction {
    private final Instruction next;

    Walking(Waypoint waypoint, Instruction next) {
      super(waypoint);
      this.next = next;
    }

    @Override
    protected void sourceFailed(
        FlowStack stack,
        LevelFrame frame,
        Object item,
        LevelFrame inner,
        Throwable thrown,
        boolean hasGiven)
        throws Exception {
      if (thrown instanceof PauseFlow) {
        super.sourceFailed(stack, frame, item, inner, thrown, hasGiven);
      }
      failing(frame, item).sourceFailed(stack, inner, thrown, hasGiven);
      frame.resumeAt(GuardedInstruction.this, item);
    }

    @Override
    public void take(FlowStack stack, LevelFrame frame, Object item) {
      frame.settle();
      frame.resumeAt(next);
    }
  }
}
