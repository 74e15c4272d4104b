package dev.stageflow.function;

import org.jspecify.annotations.Nullable;

/**
 * A stage that takes one item and gives at most one.
 *
 * @param <T> the item's type
 * @param <R> the result's type
 */
@FunctionalInterface
public interface StageFunction<T, R> {

  /**
   * Turns an item into the next stage's.
   *
   * @param item the item
   * @return the item that goes on, or {@code null} to drop the item
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  @Nullable R apply(T item) throws Exception;
}
