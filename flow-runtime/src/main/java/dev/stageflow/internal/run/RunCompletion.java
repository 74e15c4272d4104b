package dev.stageflow.internal.run;

import dev.stageflow.internal.failure.Failures;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a run. Not a {@linkplain #minimalCompletionStage() minimal} stage, because that would
 * wrap the run's own exception.
 */
final class RunCompletion extends CompletableFuture<Void> {

  /** Whether somebody will learn of a failure. Volatile: the run reads it on another thread. */
  private volatile boolean asked;

  /** Returns this, for somebody who asked. */
  RunCompletion asked() {
    asked = true;
    return this;
  }

  boolean isAsked() {
    return asked;
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
