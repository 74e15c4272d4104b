package dev.stageflow.function;

/**
 * A stage that keeps an item or drops it.
 *
 * @param <T> the item's type
 */
@FunctionalInterface
public interface StagePredicate<T> {

  /**
   * Returns whether an item goes on.
   *
   * @param item the item
   * @return true to keep the item, false to drop it
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  boolean test(T item) throws Exception;
}
