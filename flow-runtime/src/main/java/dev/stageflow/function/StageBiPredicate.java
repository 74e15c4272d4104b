package dev.stageflow.function;

/**
 * A stage that takes an item and one more value, and keeps the item or drops it.
 *
 * @param <T> the item's type
 * @param <U> the other value's type
 */
@FunctionalInterface
public interface StageBiPredicate<T, U> {

  /**
   * Returns whether an item goes on.
   *
   * @param item the item
   * @param value the other value, such as the failure of a filter
   * @return true to keep the item, false to drop it
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  boolean test(T item, U value) throws Exception;
}
