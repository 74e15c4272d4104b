package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#function function}.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes
 * @param <O> the function's result type
 */
public interface FunctionBuilder<I, T, O>
    extends FlowBuilder<I, O>, RecoverBuilder<T, FunctionBuilder<I, T, O>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  FunctionBuilder<I, T, O> named(String name);

  /**
   * Names the stage and its value, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  FunctionBuilder<I, T, O> named(FlowKey<? super O> key);

  /**
   * Has the stage called on a worker thread, where it may block; the flow pauses meanwhile. See
   * {@link dev.stageflow.annotation.Tunnel}.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already, or is one that is awaited
   */
  FunctionBuilder<I, T, O> tunnel();

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
  FunctionBuilder<I, T, O> timeout(Duration timeout);

  /**
   * Has several items in the stage at once. See {@link dev.stageflow.annotation.Parallel}.
   *
   * @param limit how many at the most, at least 1
   * @return a builder with that limit
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws IllegalStateException if the stage has a limit already, or is neither awaited nor
   *     tunnelled
   */
  FunctionBuilder<I, T, O> parallel(int limit);

  /**
   * Has what a {@linkplain #parallel parallel} stage gives go on as it comes, not in the items'
   * order.
   *
   * @return a builder that does not keep the order
   * @throws IllegalStateException if the stage is not parallel
   */
  FunctionBuilder<I, T, O> unordered();

  /**
   * Has items of equal keys go through a {@linkplain #parallel parallel} stage one after the other.
   *
   * @param key gives an item's key, which is no array; null for none
   * @return a builder with that key
   * @throws IllegalStateException if the stage is not parallel
   */
  FunctionBuilder<I, T, O> key(StageFunction<? super T, ?> key);

  /**
   * Tries the stage again when it has failed: its own call, not what follows. The flow pauses
   * before each further try; the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  FunctionBuilder<I, T, O> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage's own call, not of later stages, after all {@linkplain #retry
   * retries}. A stage may have several: the most specific type that fits takes the failure, in
   * whatever order they come. What the function throws ends the run, with the failure that it took
   * suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives what goes on in place of the stage's
   *     result, {@code null} to drop the item; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> FunctionBuilder<I, T, O> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends O> function);
}
