package dev.stageflow.internal.save;

import dev.stageflow.SavedRunException;

/** Makes exceptions of what user code and the JDK throw while a run is saved or restored. */
final class SaveFailures {

  private SaveFailures() {}

  /**
   * Makes the exception of a failure.
   *
   * @param what what could not be done
   * @param failure why
   */
  static SavedRunException of(String what, Exception failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return new SavedRunException(what + ": " + failure, failure);
  }
}
