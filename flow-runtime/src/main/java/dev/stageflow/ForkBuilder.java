package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#fork fork}.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes, and that go on
 * @param <R> the type of what the call gives
 */
public interface ForkBuilder<I, T, R>
    extends FlowBuilder<I, T>, RecoverBuilder<T, ForkBuilder<I, T, R>> {

  /**
   * Names the stage and its value. A later stage has to take the value by this key; otherwise the
   * flow is not built.
   *
   * @param key the name
   * @return a builder with that name
   */
  ForkBuilder<I, T, R> named(FlowKey<? super R> key);

  /**
   * Gives the call up when it takes too long: it fails with a {@link
   * java.util.concurrent.TimeoutException}, which {@link #retry} and {@link #recover} take like any
   * other failure. See {@link dev.stageflow.annotation.Timeout}.
   *
   * @param timeout the longest time
   * @return a builder with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   * @throws IllegalStateException if the stage has one already
   */
  ForkBuilder<I, T, R> timeout(Duration timeout);

  /**
   * Makes the call again when it has failed. The failures of the earlier tries are suppressed into
   * the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  ForkBuilder<I, T, R> retry(RetryPolicy policy);

  /**
   * Takes a failure of the call, after all {@linkplain #retry retries}. A failure that nothing
   * takes comes out where the call's value is taken.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives what the call would have given,
   *     {@code null} for nothing; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> ForkBuilder<I, T, R> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends R> function);
}
