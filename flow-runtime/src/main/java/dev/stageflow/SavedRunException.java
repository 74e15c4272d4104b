package dev.stageflow;

import java.util.Objects;

/**
 * A run cannot be saved or restored: what it holds is no value that can be saved, or the saved
 * bytes are damaged, cut, not a saved run at all, or those of a definition that has changed since.
 * The message says which.
 */
public final class SavedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong, and with what
   */
  public SavedRunException(String message) {
    super(Objects.requireNonNull(message, "message"));
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message what is wrong, and with what
   * @param cause what user code threw, such as a record's constructor or a {@link ValueCodec}
   */
  public SavedRunException(String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
  }
}
