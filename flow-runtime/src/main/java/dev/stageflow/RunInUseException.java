package dev.stageflow;

/**
 * A run of a {@link FlowStore} cannot be opened, deleted or saved, because another session has it
 * open: one process at a time makes a run.
 */
public final class RunInUseException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception. For stores.
   *
   * @param message names the run, and says what cannot be done
   */
  public RunInUseException(String message) {
    super(message);
  }
}
