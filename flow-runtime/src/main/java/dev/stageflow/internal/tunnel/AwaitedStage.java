package dev.stageflow.internal.tunnel;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.AwaitedFailure;
import dev.stageflow.internal.failure.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompletionStage} that a stage returned, wherever it completes. The run waits for this
 * itself, which completes when the stage has, however it does.
 */
public final class AwaitedStage<T> extends CompletableFuture<Void>
    implements Awaited<T>, BiConsumer<@Nullable T, @Nullable Throwable> {
  private final CompletionStage<? extends T> stage;

  // Written when the stage completes, published by its completion.

  private @Nullable T result;
  private @Nullable Throwable failure;

  private AwaitedStage(CompletionStage<? extends T> stage) {
    this.stage = stage;
  }

  /** Begins to wait. */
  public static <T> AwaitedStage<T> of(CompletionStage<? extends T> stage) {
    AwaitedStage<T> awaited = new AwaitedStage<>(stage);
    stage.whenComplete(awaited);
    return awaited;
  }

  /** Returns whether a stage has its result, which can be had at once. */
  public static boolean isPresent(CompletionStage<?> stage) {
    // Only of the class itself is it known that all its methods work.
    return stage.getClass() == CompletableFuture.class
        && stage instanceof CompletableFuture<?> future
        && future.isDone()
        && !future.isCompletedExceptionally();
  }

  @Override
  public void accept(@Nullable T value, @Nullable Throwable thrown) {
    result = value;
    failure = thrown == null ? null : AwaitedFailure.of(thrown, PauseFlow.class);
    complete(null);
  }

  @Override
  public @Nullable T result() throws Exception {
    if (!isDone()) {
      throw PauseFlow.until(this);
    }
    if (failure != null) {
      throw Failures.<Exception>same(failure);
    }
    return result;
  }

  @Override
  public boolean hasEnded() {
    return isDone();
  }

  @Override
  public void abandon() {
    if (isDone()) {
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
