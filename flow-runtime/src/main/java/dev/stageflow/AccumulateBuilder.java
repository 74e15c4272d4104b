package dev.stageflow;

import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;

/**
 * A builder right after an {@link FlowBuilder#accumulate accumulate}.
 *
 * @param <I> the flow's input type
 * @param <A> the accumulator's type
 * @param <O> the result's type
 */
public interface AccumulateBuilder<I, A, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  AccumulateBuilder<I, A, O> named(String name);

  /**
   * Names the stage and its value, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  AccumulateBuilder<I, A, O> named(FlowKey<? super O> key);

  /**
   * Names the accumulator, for its context's {@link ContextBuilder#onFlush onFlush}.
   *
   * @param key the name
   * @return a builder with that name
   */
  AccumulateBuilder<I, A, O> bucket(FlowKey<? super A> key);

  /**
   * Sets what turns the accumulator into what goes on; {@code null} ends its way.
   *
   * @param finish makes the result; it may pause
   * @param <R> the result's type
   * @return a builder with that result
   * @throws IllegalStateException if a key was given for the stage's value before: it would name a
   *     value of another type
   */
  <R> AccumulateBuilder<I, A, R> finish(StageFunction<? super A, ? extends R> finish);

  /**
   * Passes the result on as soon as a condition holds, and starts anew: for batches and pairs.
   *
   * @param condition asked after each item; it must not pause
   * @return a builder with that condition
   */
  AccumulateBuilder<I, A, O> flushWhen(StagePredicate<? super A> condition);

  /**
   * Passes on an empty result if the context closes, or the run ends, and nothing came.
   *
   * @return a builder with that rule
   */
  AccumulateBuilder<I, A, O> emitEmpty();
}
