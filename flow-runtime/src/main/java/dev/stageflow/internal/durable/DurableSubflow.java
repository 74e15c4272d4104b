package dev.stageflow.internal.durable;

import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.guard.SubflowTimeout;
import dev.stageflow.internal.save.SavedFrames;
import dev.stageflow.internal.save.SubflowFrame;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs an item through the flows that a stage of a durable definition has given for it.
 *
 * @param <T> the item's type
 * @param <R> the type of what the outlet takes
 */
public final class DurableSubflow<T, R> extends SubflowFrame {
  private List<? extends @Nullable Flow<? super T, ? extends R>> flows = List.of();
  private @Nullable T item;
  private @Nullable Sink<? super R> outlet;

  /**
   * Makes a frame that is on no stack.
   *
   * @param level its name in the definition's saved form
   * @param stage the stage that gives the flows
   * @param call the stage's call, which ends with the flows; null if nothing guards it
   * @param again has the frame below come to the step again at which it calls the stage
   */
  public DurableSubflow(String level, String stage, @Nullable GuardedCall<?> call, Runnable again) {
    super(level, stage, call, again);
  }

  /**
   * Runs an item through a flow. The frame in charge returns at once and goes on when the flow has
   * ended.
   *
   * @param stack the stack of the run
   * @param flow the flow; null only where the run was saved in one
   * @param item its input
   * @param outlet takes its outputs; may {@linkplain FlowStack#call call} a frame for each
   * @throws IllegalArgumentException if the flow is not that of a durable definition
   * @throws Exception if the run was saved in a flow, and goes on in it, what that throws
   */
  public void enter(
      FlowStack stack, @Nullable Flow<? super T, ? extends R> flow, T item, Sink<? super R> outlet)
      throws Exception {
    enterEach(stack, flow == null ? null : List.of(flow), item, outlet);
  }

  /**
   * Runs an item through a flow that is given up when it takes too long.
   *
   * @param stack the stack of the run
   * @param timeout gives it up
   * @param flow the flow; null only where the run was saved in one
   * @param item its input
   * @param outlet takes its outputs; may {@linkplain FlowStack#call call} a frame for each
   * @throws IllegalArgumentException if the flow is not that of a durable definition
   * @throws Exception if the run was saved in a flow, and goes on in it, what that throws
   */
  public void enter(
      FlowStack stack,
      SubflowTimeout timeout,
      @Nullable Flow<? super T, ? extends R> flow,
      T item,
      Sink<? super R> outlet)
      throws Exception {
    enterEach(stack, timeout, flow == null ? null : List.of(flow), item, outlet);
  }

  /**
   * Runs an item through several flows, one after the other. The frame in charge returns at once
   * and goes on when the last one has ended.
   *
   * @param stack the stack of the run
   * @param flows the flows; null elements are skipped; null only where the run was saved in one
   * @param item the input of each
   * @param outlet takes the outputs; may {@linkplain FlowStack#call call} a frame for each
   * @throws IllegalArgumentException if a flow is not that of a durable definition
   * @throws Exception if the run was saved in a flow, and goes on in it, what that throws
   */
  public void enterEach(
      FlowStack stack,
      @Nullable List<? extends @Nullable Flow<? super T, ? extends R>> flows,
      T item,
      Sink<? super R> outlet)
      throws Exception {
    this.flows = flows == null ? List.of() : flows;
    this.item = item;
    this.outlet = outlet;
    enter(stack, this.flows.size());
  }

  /**
   * Runs an item through several flows, one after the other, which are given up when they take too
   * long.
   *
   * @param stack the stack of the run
   * @param timeout gives them up
   * @param flows the flows; null elements are skipped; null only where the run was saved in one
   * @param item the input of each
   * @param outlet takes the outputs; may {@linkplain FlowStack#call call} a frame for each
   * @throws IllegalArgumentException if a flow is not that of a durable definition
   * @throws Exception if the run was saved in a flow, and goes on in it, what that throws
   */
  public void enterEach(
      FlowStack stack,
      SubflowTimeout timeout,
      @Nullable List<? extends @Nullable Flow<? super T, ? extends R>> flows,
      T item,
      Sink<? super R> outlet)
      throws Exception {
    if (hasOutputUnderWay()) {
      put(timeout.enterWithOutputUnderWay(stack));
    } else {
      timeout.enter(stack);
    }
    enterEach(stack, flows, item, timeout.outlet(stack, outlet));
  }

  private @Nullable AbstractDurableFlow<? super T, ? extends R> flow(int index) {
    Flow<? super T, ? extends R> flow = flows.get(index);
    return flow == null ? null : durable(flow);
  }

  private static <I, O> AbstractDurableFlow<I, O> durable(Flow<I, O> flow) {
    if (flow instanceof AbstractDurableFlow<I, O> durable) {
      return durable;
    }
    throw new IllegalArgumentException(
        "only the flow of a durable definition can be a part of another durable one, not a "
            + flow.getClass().getName());
  }

  @Override
  protected @Nullable Frame begin(int index) {
    AbstractDurableFlow<? super T, ? extends R> flow = flow(index);
    return flow == null ? null : begin(flow, Objects.requireNonNull(item), outlet());
  }

  private static <T, O> Frame begin(
      AbstractDurableFlow<? super T, O> flow, T item, Sink<? super O> outlet) {
    return flow.beginBound(item, outlet);
  }

  @Override
  protected Frame restore(int index, SavedFrames frames) {
    return Objects.requireNonNull(flow(index)).restore(frames, outlet());
  }

  private Sink<? super R> outlet() {
    return Objects.requireNonNull(outlet);
  }

  @Override
  protected @Nullable String form(int index) {
    AbstractDurableFlow<? super T, ? extends R> flow = flow(index);
    return flow == null ? null : flow.savedForm();
  }

  @Override
  protected void close() {
    super.close();
    flows = List.of();
    item = null;
    outlet = null;
  }
}
