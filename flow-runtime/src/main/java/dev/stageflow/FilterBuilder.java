package dev.stageflow;

import dev.stageflow.function.StageBiPredicate;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#filter filter}.
 *
 * @param <I> the flow's input type
 * @param <O> the items' type
 */
public interface FilterBuilder<I, O>
    extends FlowBuilder<I, O>, RecoverBuilder<O, FilterBuilder<I, O>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  FilterBuilder<I, O> named(String name);

  /**
   * Ends a sequence where the filter drops an item, as {@code break} leaves a loop: its source and
   * those inside it are closed at once, and the flow goes on as at its end. See {@link
   * dev.stageflow.annotation.Filter#orBreak}.
   *
   * @param sequence the sequence's name. That it is one around this stage is checked by {@link
   *     FlowBuilder#build}
   * @return a builder with that sequence
   */
  FilterBuilder<I, O> orBreak(String sequence);

  /**
   * Ends a sequence where the filter drops an item, as {@link #orBreak(String)} does.
   *
   * @param sequence the sequence's key
   * @return a builder with that sequence
   */
  FilterBuilder<I, O> orBreak(FlowKey<?> sequence);

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
  FilterBuilder<I, O> timeout(Duration timeout);

  /**
   * Tries the stage again when it has failed: its own call, not what follows. The flow pauses
   * before each further try; the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  FilterBuilder<I, O> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage's own call, not of later stages, after all {@linkplain #retry
   * retries}. A stage may have several: the most specific type that fits takes the failure, in
   * whatever order they come. What the function throws ends the run, with the failure that it took
   * suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and says whether the item goes on; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> FilterBuilder<I, O> recover(
      Class<E> failure, StageBiPredicate<? super O, ? super E> function);
}
