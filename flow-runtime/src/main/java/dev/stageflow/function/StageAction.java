package dev.stageflow.function;

/** Something to be done at a moment of a flow, such as when a context closes. */
@FunctionalInterface
public interface StageAction {

  /**
   * Does it.
   *
   * @throws Exception what the stage throws, which ends the run; a {@link dev.stageflow.PauseFlow}
   *     pauses the flow, which calls again with the same arguments
   */
  void run() throws Exception;
}
