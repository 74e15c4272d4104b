package dev.stageflow.function;

import org.jspecify.annotations.Nullable;

/**
 * A stage that takes an item and two earlier values, and gives at most one item.
 *
 * @param <T> the item's type
 * @param <U> the first value's type
 * @param <V> the second value's type
 * @param <R> the result's type
 */
@FunctionalInterface
public interface StageTriFunction<T, U, V, R> {

  /**
   * Turns an item and two values into the next stage's item.
   *
   * @param item the item
   * @param first an earlier value
   * @param second another one
   * @return the item that goes on, or {@code null} to drop the item
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  @Nullable R apply(T item, U first, V second) throws Exception;
}
