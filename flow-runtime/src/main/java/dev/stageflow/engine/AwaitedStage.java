package dev.stageflow.engine;

import dev.stageflow.PauseFlow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A {@link CompletionStage} that a stage returned, wherever it completes. */
final class AwaitedStage<T> implements Awaited<T> {
  private final CompletionStage<? extends T> stage;

  /** The stage itself, or what gets its result: not every stage can be asked. */
  private final CompletableFuture<? extends @Nullable T> future;

  AwaitedStage(CompletionStage<? extends T> stage) {
    this.stage = stage;
    future = isPlainFuture(stage) ? stage.toCompletableFuture() : copyOf(stage);
  }

  /** Only of the class itself is it known that all its methods work. */
  private static boolean isPlainFuture(CompletionStage<?> stage) {
    return stage.getClass() == CompletableFuture.class;
  }

  private static <T> CompletableFuture<@Nullable T> copyOf(CompletionStage<? extends T> stage) {
    CompletableFuture<@Nullable T> copy = new CompletableFuture<>();
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            copy.complete(result);
          } else {
            copy.completeExceptionally(Failures.unwrapped(failure));
          }
        });
    return copy;
  }

  @Override
  public @Nullable T result() throws Exception {
    if (!future.isDone()) {
      // However it ends: a failure is the stage's, which is told when it is asked for the result.
      throw PauseFlow.until(future.handle((result, failure) -> null));
    }
    try {
      return future.join();
    } catch (CompletionException failure) {
      throw Failures.<Exception>same(Failures.unwrapped(failure));
    }
  }

  @Override
  public void abandon() {
    if (future.isDone()) {
      return;
    }
    CompletableFuture<? extends T> cancellable;
    try {
      cancellable = stage.toCompletableFuture();
    } catch (UnsupportedOperationException uncancellable) {
      return;
    }
    cancellable.cancel(true);
  }
}
