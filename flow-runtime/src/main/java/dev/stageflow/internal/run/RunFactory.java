package dev.stageflow.internal.run;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.RunClock;
import java.util.function.Supplier;

/**
 * Makes the runs of a flow. Keeps runs from knowing the kinds of flows.
 *
 * @param stacks makes the stack of a new run
 * @param description describes the flow; does not keep the flow's input alive
 * @param <O> the outputs' type
 */
public record RunFactory<O>(Stacks<O> stacks, Supplier<FlowDescription> description) {

  /**
   * Makes stacks of runs of which nothing has been called yet, in the context of the calling
   * thread.
   */
  @FunctionalInterface
  public interface Stacks<O> {
    FlowStack make(Sink<? super O> sink, FlowOptions options, RunClock clock);
  }

  /** Makes the stack of a new run. */
  FlowStack newStack(Sink<? super O> sink, FlowOptions options, RunClock clock) {
    return stacks.make(sink, options, clock);
  }
}
