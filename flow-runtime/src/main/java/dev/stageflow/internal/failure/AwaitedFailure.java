package dev.stageflow.internal.failure;

import java.util.concurrent.CompletionException;

/**
 * The failure of a run when what it waits for fails. It comes from a callback such as that of
 * {@link java.util.concurrent.CompletionStage#whenComplete}, because {@code join} and {@code get}
 * wrap or replace a failure, each JDK in its own way.
 */
public final class AwaitedFailure {

  /** More wrappers than these are a chain of causes that never ends. */
  private static final int MOST_WRAPPERS = 100;

  private AwaitedFailure() {}

  /**
   * Takes off what a {@link java.util.concurrent.CompletionStage} wraps around a failure.
   *
   * @param failure what a stage was completed with
   * @param pause the class of pauses, which are no failures: one that comes anyway is a mistake
   * @return the failure that a run ends with
   */
  public static Throwable of(Throwable failure, Class<? extends Exception> pause) {
    Throwable inner = unwrapped(failure);
    return pause.isInstance(inner)
        ? new IllegalStateException(
            "what a flow waits for must not fail with a PauseFlow: it is over", inner)
        : inner;
  }

  private static Throwable unwrapped(Throwable failure) {
    try {
      Throwable inner = failure;
      for (int i = 0; i < MOST_WRAPPERS; i++) {
        Throwable cause = inner instanceof CompletionException ? inner.getCause() : null;
        if (cause == null) {
          return inner;
        }
        inner = cause;
      }
    } catch (Throwable thrown) {
      // A getCause of the user's own.
    }
    return failure;
  }
}
