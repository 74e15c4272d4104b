package dev.stageflow.internal.frame;

/** A part of a run that has a stack of its own. Called on the run's thread. */
public interface Part {

  /** All frames of the stack have ended. */
  void ended();

  /**
   * A stage has failed. The stack gets no more turns; what it has open is still to be closed.
   *
   * @param failure what the stage threw, or what it waited for failed with
   */
  void failed(Throwable failure);
}
