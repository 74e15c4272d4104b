package dev.stageflow;

import dev.stageflow.function.StageFunction;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A sink that pauses the run until what it was given has been taken. */
final class AsyncSink<T> implements Sink<T> {
  private final StageFunction<? super T, ? extends @Nullable CompletionStage<?>> function;

  /** What is waited for; null where the next item has not been handed over yet. */
  private @Nullable CompletableFuture<Void> pending;

  AsyncSink(StageFunction<? super T, ? extends @Nullable CompletionStage<?>> function) {
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  public void accept(T item) throws Exception {
    CompletableFuture<Void> waiting = pending;
    if (waiting == null) {
      CompletionStage<?> stage = function.apply(item);
      if (stage == null) {
        return;
      }
      waiting = new CompletableFuture<>();
      pending = waiting;
      watch(stage, waiting);
    }
    if (!waiting.isDone()) {
      throw PauseFlow.until(waiting);
    }
    pending = null;
    try {
      waiting.join();
    } catch (CompletionException failure) {
      throw AsyncSink.<Exception>same(Objects.requireNonNullElse(failure.getCause(), failure));
    }
  }

  private static void watch(CompletionStage<?> stage, CompletableFuture<Void> waiting) {
    stage.whenComplete(
        (result, failure) -> {
          if (failure == null) {
            waiting.complete(null);
          } else if (failure instanceof CompletionException && failure.getCause() != null) {
            waiting.completeExceptionally(failure.getCause());
          } else {
            waiting.completeExceptionally(failure);
          }
        });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> X same(Throwable failure) throws X {
    throw (X) failure;
  }
}
