package dev.stageflow.function;

import org.jspecify.annotations.Nullable;

/**
 * A stage that takes an item and one more value, and gives at most one item; or a hook that takes
 * two values, and gives at most one output.
 *
 * @param <T> the item's type
 * @param <U> the other value's type
 * @param <R> the result's type
 */
@FunctionalInterface
public interface StageBiFunction<T, U, R> {

  /**
   * Turns an item and a value into the next stage's item.
   *
   * @param item the item
   * @param value an earlier value, or an accumulator's next item
   * @return the item that goes on, or {@code null} to drop the item
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  @Nullable R apply(T item, U value) throws Exception;
}
