package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.internal.run.LoopRunner;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Starts runs within the call, on the thread that has the turn of their executor, such as an event
 * loop's own. A run goes on on the executor only if it has not ended with its first slice: for a
 * loop that starts many short runs.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type
 */
public final class InlineRunner<I, O> {
  private final LoopRunner<I, O> runner;

  private InlineRunner(LoopRunner<I, O> runner) {
    this.runner = runner;
  }

  /**
   * Makes a runner.
   *
   * @param flow the flow
   * @param executor runs the slices after the first one
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the runner
   * @throws IllegalArgumentException if the flow is none that Stageflow generated or built
   */
  public static <I, O> InlineRunner<I, O> of(Flow<I, O> flow, Executor executor) {
    return new InlineRunner<>(Subflows.composable(flow).runner(executor));
  }

  /**
   * Starts a run, and makes its first slice.
   *
   * @param input the input
   * @param sink takes the outputs, here and on the executor
   * @return the run, which does not report its failure: the caller learns of it by {@link
   *     FlowRun#completion()}; null if it has completed
   */
  public @Nullable FlowRun start(I input, Sink<? super O> sink) {
    return runner.startHere(input, sink);
  }
}
