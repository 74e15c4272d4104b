package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Stage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls a stage, but not for too long, again if it fails, and then whatever takes its failure. */
public final class GuardedInstruction extends Instruction {
  private final Guard guard;
  private final StageInstruction step;

  /** Where a frame is while it walks what the stage gave; null if it does not come back here. */
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
   * The same for a step that enters a level, whose source may fail later, or runs a subflow, which
   * may take too long.
   *
   * @param following what to tell meanwhile
   * @param next where to go on after that
   */
  public static Instruction of(
      Guard guard, StageInstruction step, Waypoint following, Instruction next) {
    return new GuardedInstruction(guard, step, following, next);
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    GuardedCall<Object> guarded = frame.guarded();
    Object result;
    try {
      result = guarded == null ? step.call(stack, frame, item) : guarded.open(stack);
    } catch (Throwable thrown) {
      if (guarded == null && guard.timeout() != null && thrown instanceof PauseFlow pause) {
        frame.resumeAt(this, item);
        guarded(frame, item).paused(stack, pause);
        return;
      }
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      if (guarded != null) {
        throw thrown;
      }
      guarded(frame, item).failed(stack, thrown);
      return;
    }
    if (walking == null || result == null) {
      frame.settle();
      step.goOn(stack, frame, item, result);
      return;
    }
    if (step instanceof SubflowInstruction subflow) {
      Runnable again = () -> frame.resumeAt(this, item);
      subflow.enter(stack, frame, item, result, guarded(frame, item).watch(again));
    } else {
      step.goOn(stack, frame, item, result);
    }
    frame.resumeAt(walking, item);
  }

  /** Returns the call, which the frame keeps from its first pause or failure on. */
  private GuardedCall<Object> guarded(LevelFrame frame, Object item) {
    GuardedCall<Object> guarded = frame.guarded();
    if (guarded == null) {
      guarded =
          guarded(
              guard,
              stage(),
              frame.sink(),
              item,
              stack -> step.call(stack, frame, item),
              step::recovered);
      frame.guard(guarded);
    }
    return guarded;
  }

  /**
   * Makes a call that is given up, made again and recovered as a guard says.
   *
   * @param stage the stage's name
   * @param outputs takes the outputs of the flow
   * @param item what the stage takes, and each recovery
   * @param call calls the stage
   * @param recovered returns what goes on of what a recovery gives
   */
  public static GuardedCall<Object> guarded(
      Guard guard,
      String stage,
      Sink<@Nullable Object> outputs,
      Object item,
      StageFunction<? super FlowStack, Object> call,
      UnaryOperator<@Nullable Object> recovered) {
    GuardedCall<Object> guarded = new GuardedCall<>(stage, call);
    if (guard.timeout() != null) {
      guarded.timeout(guard.timeout());
    }
    if (guard.retry() != null) {
      guarded.retry(guard.retry());
    }
    String recovery = stage + ".recover";
    for (Guard.Recovery recover : guard.recoveries()) {
      Stage.Output output = recover.output();
      if (output == null) {
        guarded.recover(
            recover.type(),
            (stack, failure) ->
                recovered.apply(recover.call().make(stack, recovery, item, failure)));
      } else {
        guarded.recoverTo(
            recover.type(),
            (stack, failure) -> recover.call().make(stack, recovery, item, failure),
            output.sinkOr(outputs),
            null);
      }
    }
    return guarded;
  }

  /** The frame keeps the item that its stage took, while that may still fail. */
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
        long taken)
        throws Exception {
      if (guard.timeout() == null && thrown instanceof PauseFlow) {
        super.sourceFailed(stack, frame, item, inner, thrown, taken);
      }
      guarded(frame, item).sourceFailed(stack, inner, thrown, taken);
      frame.resumeAt(GuardedInstruction.this, item);
    }

    @Override
    public void take(FlowStack stack, LevelFrame frame, Object item) {
      frame.settle();
      frame.resumeAt(next);
    }
  }
}
