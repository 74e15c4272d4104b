package dev.stageflow.function;

/**
 * Adds an item to something that can be changed; or a hook that takes two values.
 *
 * @param <T> the type of what is changed
 * @param <U> the item's type
 */
@FunctionalInterface
public interface StageBiConsumer<T, U> {

  /**
   * Adds an item.
   *
   * @param target what is changed
   * @param item the item
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  void accept(T target, U item) throws Exception;
}
