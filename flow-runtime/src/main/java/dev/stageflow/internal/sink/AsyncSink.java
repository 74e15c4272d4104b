package dev.stageflow.internal.sink;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.failure.AwaitedFailure;
import dev.stageflow.internal.failure.Failures;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A sink that pauses the run until what it was given has been taken. */
public final class AsyncSink<T> implements Sink<T> {
  private final StageFunction<? super T, ? extends @Nullable CompletionStage<?>> function;

  /**
   * Completes, with the failure or null, when the item was taken; null where the next item has not
   * been handed over yet.
   */
  private @Nullable CompletableFuture<@Nullable Throwable> pending;

  public AsyncSink(StageFunction<? super T, ? extends @Nullable CompletionStage<?>> function) {
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  public void accept(T item) throws Exception {
    CompletableFuture<@Nullable Throwable> waiting = pending;
    if (waiting == null) {
      CompletionStage<?> stage = function.apply(item);
      if (stage == null) {
        return;
      }
      CompletableFuture<@Nullable Throwable> taken = new CompletableFuture<>();
      stage.whenComplete(
          (result, failure) ->
              taken.complete(failure == null ? null : AwaitedFailure.of(failure, PauseFlow.class)));
      waiting = taken;
      pending = taken;
    }
    if (!waiting.isDone()) {
      throw PauseFlow.until(waiting);
    }
    pending = null;
    Throwable failure = waiting.getNow(null);
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
  }
}
