package dev.stageflow;

import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.sink.AsyncSink;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes a flow's outputs, in order, one at a time: the last stage of a run. Like any stage it may
 * throw {@link PauseFlow}, and is then called again with the same item.
 *
 * @param <T> the outputs' type
 */
@FunctionalInterface
public interface Sink<T> {

  /**
   * Takes an output. Called on the thread on which the flow runs.
   *
   * @param item the output, never null
   * @throws PauseFlow to be called again later with the same item
   * @throws Exception any other failure, which ends the run
   */
  void accept(T item) throws Exception;

  /**
   * Makes a sink that passes each output to a function, and pauses the run until what the function
   * returns has completed: back-pressure from a socket, say. If it completes with a failure, the
   * run fails with it.
   *
   * @param function takes an output, on the thread on which the flow runs; null for done at once
   * @param <T> the outputs' type
   * @return a sink for one run
   */
  static <T> Sink<T> async(
      StageFunction<? super T, ? extends @Nullable CompletionStage<?>> function) {
    return new AsyncSink<>(function);
  }
}
