package dev.stageflow;

import java.time.Duration;

/**
 * A builder right after an {@link FlowBuilder#accumulate(java.util.stream.Collector) accumulate by
 * a collector}.
 *
 * @param <I> the flow's input type
 * @param <O> the result's type
 */
public interface CollectBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, which descriptions and failures show
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  CollectBuilder<I, O> named(String name);

  /**
   * Names the stage and its value, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  CollectBuilder<I, O> named(FlowKey<? super O> key);

  /**
   * Passes the result on some time after the first item that it holds, and starts again: for
   * batches that must not wait too long. It does so whenever the run waits or comes between two
   * steps. See {@link dev.stageflow.annotation.Accumulate#flushAfterMillis}.
   *
   * @param time how long after the first item
   * @return a builder with that time
   * @throws IllegalArgumentException if it is zero or negative
   */
  CollectBuilder<I, O> flushAfter(Duration time);

  /**
   * Passes on an empty result if the context closes, or the run ends, and nothing came.
   *
   * @return a builder with that rule
   */
  CollectBuilder<I, O> emitEmpty();
}
