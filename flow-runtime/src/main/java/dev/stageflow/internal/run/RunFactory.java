package dev.stageflow.internal.run;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Makes the runs of a flow. Keeps runs from knowing the kinds of flows.
 *
 * @param stacks makes the stack of a new run, of which nothing has been called yet, in the context
 *     of the calling thread
 * @param description describes the flow; does not keep the flow's input alive
 * @param <O> the outputs' type
 */
public record RunFactory<O>(
    BiFunction<Sink<? super O>, FlowOptions, FlowStack> stacks,
    Supplier<FlowDescription> description) {

  /** Makes the stack of a new run. */
  FlowStack newStack(Sink<? super O> sink, FlowOptions options) {
    return stacks.apply(sink, options);
  }
}
