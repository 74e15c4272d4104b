package dev.stageflow.internal.run;

import dev.stageflow.internal.failure.Failures;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The end of a run. Not a {@linkplain #minimalCompletionStage() minimal} stage, because that would
 * wrap the run's own exception.
 */
class RunCompletion extends CompletableFuture<Void> {

  /** Whether somebody will learn of a failure. Volatile: the run reads it on another thread. */
  private volatile boolean asked;

  /**
   * Makes the end of a run that has not started.
   *
   * @param asked whether whoever starts the run learns of a failure
   */
  RunCompletion(boolean asked) {
    this.asked = asked;
  }

  /** Returns this, for somebody who asked. */
  RunCompletion asked() {
    asked = true;
    return this;
  }

  /**
   * Completes the future.
   *
   * @param cause why the run has failed, or was cancelled; null if it has completed
   * @param isTelling whether the cause is reported if nobody asked
   */
  void end(@Nullable Throwable cause, boolean isTelling) {
    if (cause == null) {
      complete(null);
      return;
    }
    Failures.fail(this, cause);
    if (!asked && isTelling) {
      Failures.report(cause);
    }
  }

  /**
   * Returns a copy, so that a user who cancels or times out the future does not do so for others.
   */
  @Override
  public CompletableFuture<Void> toCompletableFuture() {
    CompletableFuture<Void> copy = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        handle(
            (nothing, failure) -> {
              if (failure == null) {
                copy.complete(null);
              } else {
                Failures.fail(copy, failure);
              }
              return null;
            });
    return copy;
  }

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }
}
