package dev.stageflow.internal.interpreter.instruction;

import dev.stageflow.Sink;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.guard.SubflowTimeout;
import dev.stageflow.internal.interpreter.Handed;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.interpreter.StageInstruction;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Untyped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the item through the flows that its stage gives; without one the item is dropped. */
public final class SubflowInstruction extends StageInstruction {
  private final Call call;
  private final Handed with;
  private final int level;
  private final Instruction next;
  private final Instruction end;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param call gives the flow, or a list of flows
   * @param with the place of the value that is handed over besides
   * @param level the level in which the outputs go their way; {@link Step#NO_LEVEL} if they go
   *     straight to the sink
   * @param next where to go on after the flows
   * @param end where to go on if there is none
   */
  public SubflowInstruction(
      Waypoint waypoint, Call call, Handed with, int level, Instruction next, Instruction end) {
    super(waypoint);
    this.call = call;
    this.with = with;
    this.level = level;
    this.next = next;
    this.end = end;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object flows;
    try {
      flows = call(stack, frame, item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    goOn(stack, frame, item, flows);
  }

  @Override
  public @Nullable Object call(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    return call.make(stack, stage(), item, with.by(frame));
  }

  @Override
  public void goOn(FlowStack stack, LevelFrame frame, Object item, @Nullable Object flows) {
    if (flows == null) {
      stack.dropped(stage());
      frame.resumeAt(end);
      return;
    }
    frame.resumeAt(next);
    enter(stack, flows, item, outlet(stack, frame));
  }

  /** Goes on with the flows, which are given up when they take too long. */
  public void enter(
      FlowStack stack, LevelFrame frame, Object item, Object flows, SubflowTimeout timeout) {
    enter(stack, timeout, flows, item, outlet(stack, frame));
  }

  /**
   * Runs an item through a flow, or a list of flows, which are given up when they take too long.
   */
  public static void enter(
      FlowStack stack,
      SubflowTimeout timeout,
      Object flows,
      Object item,
      Sink<@Nullable Object> outlet) {
    timeout.enter(stack);
    enter(stack, flows, item, timeout.outlet(stack, outlet));
  }

  /** Runs an item through a flow, or a list of flows. */
  public static void enter(
      FlowStack stack, Object flows, Object item, Sink<@Nullable Object> outlet) {
    if (flows instanceof List<?>) {
      Subflows.enterEach(stack, Untyped.flows(flows), item, outlet);
    } else {
      Subflows.enter(stack, Untyped.flow(flows), item, outlet);
    }
  }

  private Sink<@Nullable Object> outlet(FlowStack stack, LevelFrame frame) {
    return level == Step.NO_LEVEL ? frame.sink() : output -> frame.call(stack, level, output);
  }
}
