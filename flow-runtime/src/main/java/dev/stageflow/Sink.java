package dev.stageflow;

/**
 * Takes a flow's outputs, in order, one at a time: the last stage of a run. Like any stage it may
 * throw {@link PauseFlow}, and is then called again with the same item.
 *
 * @param <T> the outputs' type
 */
@FunctionalInterface
public interface Sink<T> {

  /**
   * Takes an output. Called on the thread on which the flow runs.
   *
   * @param item the output, never null
   * @throws PauseFlow to be called again later with the same item
   * @throws Exception any other failure, which ends the run
   */
  void accept(T item) throws Exception;
}
