package dev.stageflow;

import java.util.Objects;

/**
 * Carries a checked exception of a stage out of a method that cannot declare it, such as those of a
 * {@link Flow#stream stream}. The stage's own exception is the {@linkplain #getCause() cause}.
 */
public final class UncheckedFlowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Wraps a checked exception.
   *
   * @param cause what the stage threw
   */
  public UncheckedFlowException(Exception cause) {
    super(text(Objects.requireNonNull(cause, "cause")), cause);
  }

  /** What an exception would have for its message if it were given the cause alone. */
  private static String text(Exception cause) {
    try {
      return cause.toString();
    } catch (Throwable indescribable) {
      return cause.getClass().getName();
    }
  }
}
