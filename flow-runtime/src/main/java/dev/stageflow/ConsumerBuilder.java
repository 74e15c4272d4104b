package dev.stageflow;

import dev.stageflow.function.StageBiConsumer;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#consume consumer}, which is the last stage.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes
 */
public interface ConsumerBuilder<I, T> extends RecoverBuilder<T, ConsumerBuilder<I, T>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  ConsumerBuilder<I, T> named(String name);

  /**
   * Has the stage called on a worker thread, where it may block; the flow pauses meanwhile. See
   * {@link dev.stageflow.annotation.Tunnel}.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already, or is one that is awaited
   */
  ConsumerBuilder<I, T> tunnel();

  /**
   * Makes the flow.
   *
   * @return the flow
   * @throws IllegalStateException if the stages do not fit; see {@link FlowBuilder#build()}
   */
  Flow<I, Void> build();

  /**
   * Makes a flow whose outputs come from several stages, or hooks.
   *
   * @param outputs the type of all outputs: what the last stage gives is one of them, unless it
   *     consumes. A run fails with a {@link ClassCastException} at one of another type
   * @param <R> the outputs' type
   * @return the flow
   * @throws IllegalArgumentException if the type is a primitive one
   * @throws IllegalStateException if the stages do not fit; see {@link FlowBuilder#build()}
   */
  <R> Flow<I, R> build(Class<R> outputs);

  /**
   * Gives the stage's call up when it has to wait for too long: it fails with a {@link
   * java.util.concurrent.TimeoutException}, which {@link #retry} and {@link #recover} take like any
   * other failure. What it waits for is cancelled. See {@link dev.stageflow.annotation.Timeout}.
   *
   * @param timeout the longest time
   * @return a builder with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   * @throws IllegalStateException if the stage has one already
   */
  ConsumerBuilder<I, T> timeout(Duration timeout);

  /**
   * Tries the stage again when it has failed: its own call, not what follows. The flow pauses
   * before each further try; the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  ConsumerBuilder<I, T> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage's own call, not of later stages, after all {@linkplain #retry
   * retries}. A stage may have several: the most specific type that fits takes the failure, in
   * whatever order they come. What the function throws ends the run, with the failure that it took
   * suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and does something else with the item; it may
   *     pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> ConsumerBuilder<I, T> recover(
      Class<E> failure, StageBiConsumer<? super T, ? super E> function);
}
