package dev.stageflow.internal.value;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * A future that has listeners, as another library has them: Guava's, for one. It completes as that
 * does, and to cancel it cancels that.
 */
public final class ListenedFuture<T> extends CompletableFuture<T> {
  private final Future<? extends T> future;

  private ListenedFuture(Future<? extends T> future) {
    this.future = future;
  }

  /**
   * Listens to a future.
   *
   * @param future the future
   * @param listening adds a listener to it, which the executor calls once it is done
   * @param <T> the result's type
   * @return completes with its result
   */
  public static <T> CompletableFuture<T> of(
      Future<? extends T> future, BiConsumer<Runnable, Executor> listening) {
    ListenedFuture<T> listened = new ListenedFuture<>(future);
    Executor here = Runnable::run;
    listening.accept(listened::take, here);
    return listened;
  }

  /** Takes the result, which is there. */
  private void take() {
    boolean interrupted = Thread.interrupted();
    try {
      complete(future.get());
    } catch (ExecutionException failure) {
      Throwable cause = failure.getCause();
      completeExceptionally(cause == null ? failure : cause);
    } catch (Throwable thrown) {
      completeExceptionally(thrown);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean isCancelled = super.cancel(mayInterruptIfRunning);
    future.cancel(mayInterruptIfRunning);
    return isCancelled;
  }
}
