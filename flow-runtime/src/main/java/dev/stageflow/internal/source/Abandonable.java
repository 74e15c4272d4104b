package dev.stageflow.internal.source;

/** What a run has open, and whose closing may go on elsewhere while the run waits for it. */
public interface Abandonable {

  /**
   * Closes it before its end. Called by the run, when it fails or is cancelled; does nothing if it
   * has ended.
   *
   * @throws dev.stageflow.PauseFlow if that goes on elsewhere, until what the pause names has
   *     completed, whose failure is one of closing
   * @throws Exception what closing throws
   */
  void abandon() throws Exception;
}
