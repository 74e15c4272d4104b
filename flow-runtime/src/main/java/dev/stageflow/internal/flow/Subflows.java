package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.guard.SubflowTimeout;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs an item through other flows, as subroutines of the current run. */
public final class Subflows {

  private Subflows() {}

  /**
   * Runs an item through a flow. It stands on top of the frame in charge, which returns at once and
   * goes on when the flow has ended.
   *
   * @param stack the stack of the run
   * @param flow the flow
   * @param item its input
   * @param outlet takes its outputs; may {@linkplain FlowStack#call call} a frame for each
   * @param <T> the item's type
   * @param <R> the type of what the outlet takes
   * @throws IllegalArgumentException if the flow is none that Stageflow generated or built
   */
  public static <T, R> void enter(
      FlowStack stack, Flow<? super T, ? extends R> flow, T item, Sink<? super R> outlet) {
    begin(stack, composable(flow), item, outlet);
  }

  /**
   * Runs an item through several flows, one after the other. They stand on top of the frame in
   * charge, which returns at once and goes on when the last one has ended.
   *
   * @param stack the stack of the run
   * @param flows the flows; null elements are skipped
   * @param item the input of each
   * @param outlet takes the outputs; may {@linkplain FlowStack#call call} a frame for each
   * @param <T> the item's type
   * @param <R> the type of what the outlet takes
   */
  public static <T, R> void enterEach(
      FlowStack stack,
      List<? extends @Nullable Flow<? super T, ? extends R>> flows,
      T item,
      Sink<? super R> outlet) {
    stack.push(new EachFrame<T, R>(flows, item, outlet));
  }

  /**
   * Runs an item through a flow that is given up when it takes too long.
   *
   * @param stack the stack of the run
   * @param timeout gives it up
   * @param flow the flow
   * @param item its input
   * @param outlet takes its outputs; may {@linkplain FlowStack#call call} a frame for each
   * @param <T> the item's type
   * @param <R> the type of what the outlet takes
   */
  public static <T, R> void enter(
      FlowStack stack,
      SubflowTimeout timeout,
      Flow<? super T, ? extends R> flow,
      T item,
      Sink<? super R> outlet) {
    timeout.enter(stack);
    Subflows.<T, R>enter(stack, flow, item, timeout.outlet(stack, outlet));
  }

  /**
   * Runs an item through several flows, one after the other, which are given up when they take too
   * long.
   *
   * @param stack the stack of the run
   * @param timeout gives them up
   * @param flows the flows; null elements are skipped
   * @param item the input of each
   * @param outlet takes the outputs; may {@linkplain FlowStack#call call} a frame for each
   * @param <T> the item's type
   * @param <R> the type of what the outlet takes
   */
  public static <T, R> void enterEach(
      FlowStack stack,
      SubflowTimeout timeout,
      List<? extends @Nullable Flow<? super T, ? extends R>> flows,
      T item,
      Sink<? super R> outlet) {
    timeout.enter(stack);
    Subflows.<T, R>enterEach(stack, flows, item, timeout.outlet(stack, outlet));
  }

  /**
   * Makes a list of one flow, where another stage gives several in its place.
   *
   * @param flow the flow, or null
   * @param <F> its type
   * @return a list of that flow alone, or null
   */
  public static <F> @Nullable List<F> each(@Nullable F flow) {
    return flow == null ? null : List.of(flow);
  }

  private static <T, O> void begin(
      FlowStack stack, AbstractFlow<? super T, O> flow, T item, Sink<? super O> outlet) {
    stack.enter(flow.begin(item, outlet));
  }

  /**
   * Accepts a flow that can run on the stack of another one.
   *
   * @throws IllegalArgumentException if it is not one of ours
   */
  static <I, O> AbstractFlow<I, O> composable(Flow<I, O> flow) {
    if (flow instanceof AbstractFlow<I, O> composable) {
      return composable;
    }
    throw new IllegalArgumentException(
        "only a flow that Stageflow generated or built can be a part of another one, not a "
            + flow.getClass().getName());
  }
}
