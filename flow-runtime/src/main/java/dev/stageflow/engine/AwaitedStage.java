package dev.stageflow.engine;

import dev.stageflow.PauseFlow;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A {@link CompletionStage} that a stage returned, wherever it completes. */
final class AwaitedStage<T> implements Awaited<T> {
  private final CompletionStage<? extends T> stage;

  /** Gets what the stage completes with: not every stage can be asked. */
  private final CompletableFuture<@Nullable T> copy = new CompletableFuture<>();

  AwaitedStage(CompletionStage<? extends T> stage) {
    this.stage = stage;
    stage.whenComplete(this::settle);
  }

  private void settle(@Nullable T result, @Nullable Throwable failure) {
    if (failure == null) {
      copy.complete(result);
    } else {
      copy.completeExceptionally(Failures.unwrapped(failure));
    }
  }

  @Override
  public @Nullable T result() throws Exception {
    if (!copy.isDone()) {
      throw PauseFlow.until(copy);
    }
    try {
      return copy.join();
    } catch (CompletionException failure) {
      throw Failures.<Exception>same(Failures.unwrapped(failure));
    }
  }

  @Override
  public void abandon() {
    if (copy.isDone()) {
      return;
    }
    CompletableFuture<? extends T> future;
    try {
      future = stage.toCompletableFuture();
    } catch (UnsupportedOperationException uncancellable) {
      return;
    }
    future.cancel(true);
  }
}
