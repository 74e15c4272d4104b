package dev.stageflow.function;

/**
 * A stage that takes an item and gives nothing.
 *
 * @param <T> the item's type
 */
@FunctionalInterface
public interface StageConsumer<T> {

  /**
   * Takes an item.
   *
   * @param item the item
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  void accept(T item) throws Exception;
}
