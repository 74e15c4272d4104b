package dev.stageflow.testing;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What became of a stage that is awaited; completed by any thread. */
final class Awaited<T extends @Nullable Object> {

  // Published by done.

  private @Nullable T result;
  private @Nullable Throwable failure;
  private volatile boolean done;

  void complete(@Nullable T value, @Nullable Throwable thrown) {
    result = value;
    failure = thrown;
    done = true;
  }

  boolean isDone() {
    return done;
  }

  /**
   * Returns the result, of a stage that is done.
   *
   * @throws Exception what the stage failed with, without what the JDK has wrapped around it
   */
  @SuppressWarnings("NullAway") // T says whether a stage's result may be null
  T get() throws Exception {
    Throwable thrown = failure;
    while (thrown instanceof CompletionException && thrown.getCause() != null) {
      thrown = thrown.getCause();
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown != null) {
      throw (Exception) thrown;
    }
    return result;
  }
}
