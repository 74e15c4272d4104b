package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import java.time.Duration;

/**
 * A builder right after an {@link FlowBuilder#accumulate accumulate}.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes
 * @param <A> the accumulator's type
 * @param <O> the result's type
 */
public interface AccumulateBuilder<I, T, A, O>
    extends FlowBuilder<I, O>, RecoverBuilder<T, AccumulateBuilder<I, T, A, O>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  AccumulateBuilder<I, T, A, O> named(String name);

  /**
   * Names the stage and its value, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  AccumulateBuilder<I, T, A, O> named(FlowKey<? super O> key);

  /**
   * Names the accumulator, for its context's {@link ContextBuilder#onFlush onFlush}.
   *
   * @param key the name
   * @return a builder with that name
   */
  AccumulateBuilder<I, T, A, O> bucket(FlowKey<? super A> key);

  /**
   * Sets what turns the accumulator into what goes on; {@code null} drops it.
   *
   * @param finish makes the result; it may pause
   * @param <R> the result's type
   * @return a builder with that result
   * @throws IllegalStateException if a key was given for the stage's value before: it would name a
   *     value of another type
   */
  <R> AccumulateBuilder<I, T, A, R> finish(StageFunction<? super A, ? extends R> finish);

  /**
   * Passes the result on as soon as a condition holds, and starts again: for batches and pairs.
   *
   * @param condition asked after each item; it must not pause
   * @return a builder with that condition
   */
  AccumulateBuilder<I, T, A, O> flushWhen(StagePredicate<? super A> condition);

  /**
   * Passes the result on some time after the first item that it holds, and starts again: for
   * batches that must not wait too long. It does so whenever the run waits or comes between two
   * steps. See {@link dev.stageflow.annotation.Accumulate#flushAfterMillis}.
   *
   * @param time how long after the first item
   * @return a builder with that time
   * @throws IllegalArgumentException if it is zero or negative
   */
  AccumulateBuilder<I, T, A, O> flushAfter(Duration time);

  /**
   * Passes on an empty result if the context closes, or the run ends, and nothing came.
   *
   * @return a builder with that rule
   */
  AccumulateBuilder<I, T, A, O> emitEmpty();

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
  AccumulateBuilder<I, T, A, O> timeout(Duration timeout);

  /**
   * Tries the stage again when it has failed: its own call, not what follows. The flow pauses
   * before each further try; the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  AccumulateBuilder<I, T, A, O> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage's own call, not of later stages, after all {@linkplain #retry
   * retries}. A stage may have several: the most specific type that fits takes the failure, in
   * whatever order they come. What the function throws ends the run, with the failure that it took
   * suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives the accumulator from here on, {@code
   *     null} to leave the item out; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> AccumulateBuilder<I, T, A, O> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends A> function);
}
