package dev.stageflow;

import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageSupplier;
import java.time.Duration;

/**
 * A builder right after a {@link FlowBuilder#sequence sequence}.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that it takes
 * @param <O> the elements' type
 */
public interface SequenceBuilder<I, T, O>
    extends FlowBuilder<I, O>, RecoverBuilder<T, SequenceBuilder<I, T, O>> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  SequenceBuilder<I, T, O> named(String name);

  /**
   * Names the stage and its values, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  SequenceBuilder<I, T, O> named(FlowKey<? super O> key);

  /**
   * Sets what is done once the last element has been processed: also for an empty sequence, not for
   * a null one.
   *
   * @param action what is done; it may pause
   * @return a builder with that action
   */
  SequenceBuilder<I, T, O> onFinish(StageAction action);

  /**
   * Sets what gives an output of the flow once the last element has been processed: also for an
   * empty sequence, not for a null one. The flow is made by {@link #build(Class)}.
   *
   * @param supplier gives the output, {@code null} for none; it may pause
   * @return a builder with that supplier
   */
  SequenceBuilder<I, T, O> onFinishOutput(StageSupplier<?> supplier);

  /**
   * Has the stage called, and what it returns read and closed, on a worker thread, where both may
   * block; the flow pauses while there is no item. As many are read ahead as {@link
   * dev.stageflow.annotation.Tunnel} says.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already
   */
  SequenceBuilder<I, T, O> tunnel();

  /**
   * Does the same with a buffer of another size.
   *
   * @param buffer how many items may be read ahead, at least 1
   * @return a builder with that tunnel
   * @throws IllegalArgumentException if the buffer holds nothing
   * @throws IllegalStateException if the stage is tunnelled already
   */
  SequenceBuilder<I, T, O> tunnel(int buffer);

  /**
   * Gives the stage's call up when it has to wait for too long: it fails with a {@link
   * java.util.concurrent.TimeoutException}, which {@link #retry} and {@link #recover} take like any
   * other failure. What it waits for is cancelled. See {@link dev.stageflow.annotation.Timeout}.
   *
   * @param timeout the longest time, for the call and for each element
   * @return a builder with that timeout
   * @throws IllegalArgumentException if it is zero or negative
   * @throws IllegalStateException if the stage has one already
   */
  SequenceBuilder<I, T, O> timeout(Duration timeout);

  /**
   * Tries the stage again when it has failed: its own call, or its source's next element as long as
   * no item has gone on; the source is then closed first. The flow pauses before each further try;
   * the failures of the earlier ones are suppressed into the last.
   *
   * @param policy how often, when, and after which failures
   * @return a builder with that policy
   * @throws IllegalStateException if the stage has one already
   */
  SequenceBuilder<I, T, O> retry(RetryPolicy policy);

  /**
   * Takes a failure of the stage's own call, or of its source's next element, not of later stages,
   * after all {@linkplain #retry retries}. A stage may have several: the most specific type that
   * fits takes the failure, in whatever order they come. What went on stays; the source that failed
   * is closed before the function is called. What the function throws, or the source that it gives,
   * ends the run, with the failure that it took suppressed.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives the items that go on from here,
   *     {@code null} to drop the item; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> SequenceBuilder<I, T, O> recover(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends Iterable<? extends O>> function);

  /**
   * Does the same with an iterator that may fail and may pause.
   *
   * @param failure the failure's type
   * @param function takes the item and the failure, and gives an iterator over the items that go on
   *     from here, {@code null} to drop the item; it may pause
   * @param <E> the failure's type
   * @return a builder with that function
   * @throws IllegalArgumentException if the type is {@link PauseFlow}, which is no failure
   * @throws IllegalStateException if the stage has a function for that very type
   */
  <E extends Throwable> SequenceBuilder<I, T, O> recoverFrom(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends FlowIterator<? extends O>> function);

  /**
   * Does the same as {@link #tunnelRecover()} with a buffer for the items that the function gives.
   *
   * @param buffer how many of them may be read ahead, at least 1
   * @return a builder with that tunnel
   * @throws IllegalArgumentException if the buffer is less than 1
   * @throws IllegalStateException if the stage has no such function, or that one is tunnelled
   *     already
   */
  SequenceBuilder<I, T, O> tunnelRecover(int buffer);
}
