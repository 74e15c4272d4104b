package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#subflow subflow}.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes
 * @param <O> the type of the subflow's outputs
 */
public interface SubflowBuilder<I, T, O>
    extends FlowBuilder<I, O>, RecoverBuilder<T, SubflowBuilder<I, T, O>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  SubflowBuilder<I, T, O> named(String name);

  /**
   * Names the stage and the outputs, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  SubflowBuilder<I, T, O> named(FlowKey<? super O> key);

  /**
   * Gives the stage's call up when it has to wait for too long: it fails with a {@link
   * java.util.concurrent.TimeoutException}, which {@link #retry} and {@link #recover} take like any
   * other failure. What it waits for is cancelled. See {@link dev.stageflow.annotation.Timeout}.
   *
   * @param timeout the longest time, for the call, and to each output and the end
   * @return a builder with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   * @throws IllegalStateException if the stage has one already
   */
  SubflowBuilder<I, T, O> timeout(Duration timeout);

  /**
   * Has several items in the stage at once. See {@link dev.stageflow.annotation.Parallel}.
   *
   * @param limit how many at the most, at least 1
   * @return a builder with that limit
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws IllegalStateException if the stage has a limit already
   */
  SubflowBuilder<I, T, O> parallel(int limit);

  /**
   * Has what a {@linkplain #parallel parallel} stage gives go on as it comes, not in the items'
   * order.
   *
   * @return a builder that does not keep the order
   * @throws IllegalStateException if the stage is not parallel
   */
  SubflowBuilder<I, T, O> unordered();

  /**
   * Has items of equal keys go through a {@linkplain #parallel parallel} stage one after the other.
   *
   * @param key gives an item's key, which is no array; null for none
   * @return a builder with that key
   * @throws IllegalStateException if the stage is not parallel
   */
  SubflowBuilder<I, T, O> key(StageFunction<? super T, ?> key);

  /**
   * Tries the stage again when it has failed: its own call, not what follows. The flow pauses
   * before each further try; the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  SubflowBuilder<I, T, O> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage: of the call that gives the flow, or the flows, not of their runs,
   * after all {@linkplain #retry retries}. A stage may have several: the most specific type that
   * fits takes the failure, in whatever order they come. What the function throws ends the run,
   * with the failure that it took suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives the flow for the item, {@code null}
   *     to drop it; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> SubflowBuilder<I, T, O> recover(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends Flow<? super T, ? extends O>> function);
}
