package dev.stageflow.examples.ingest;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The service has too much to do. */
final class TryLaterException extends IOException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  TryLaterException(int status, @Nullable Duration retryAfter) {
    super("the service answers " + status);
    this.retryAfter = retryAfter;
  }

  /** Returns how long the service wants to be left alone; null if it does not say. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
