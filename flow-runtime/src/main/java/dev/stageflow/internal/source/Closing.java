package dev.stageflow.internal.source;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.AwaitedFailure;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a run pauses for while something that it has left is closed elsewhere. Completes once that
 * is closed, or with what closing threw.
 */
public final class Closing extends CompletableFuture<Void> {

  private Closing() {}

  /** Waits for what a pause names, which was thrown because closing goes on elsewhere. */
  static Closing of(PauseFlow pause) {
    Closing closing = new Closing();
    Objects.requireNonNull(pause.condition())
        .whenComplete(
            (done, thrown) -> {
              if (thrown == null) {
                closing.complete(null);
              } else {
                closing.completeExceptionally(AwaitedFailure.of(thrown, PauseFlow.class));
              }
            });
    return closing;
  }

  /** Returns what closing threw, if it has; waits for that if need be. */
  public @Nullable Throwable failure() {
    return handle((done, thrown) -> thrown).join();
  }
}
