package dev.stageflow.internal.slice;

import dev.stageflow.TimedExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A pause of some length. */
public final class TimedWait extends Wait {

  /**
   * What ends the wait; null until it has started. Plain: whoever starts the wait, or drops it, has
   * its run for itself. The signal, which may come on another thread before this is set, does not
   * look at it.
   */
  private @Nullable Future<?> timer;

  public TimedWait(Waiter waiter) {
    super(waiter);
  }

  /**
   * Starts to wait.
   *
   * @param nanos how long, in nanoseconds, more than zero
   * @param executor runs the slices of the waiting run
   * @throws RuntimeException what a {@link TimedExecutor} throws if it rejects the delay
   */
  public void start(long nanos, Executor executor) {
    if (executor instanceof TimedExecutor timed) {
      timer = timed.executeAfter(nanos, () -> accept(null, null));
    } else {
      CompletableFuture<Void> timeout = new CompletableFuture<>();
      timer = timeout;
      CompletableFuture<Void> unused =
          timeout.completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS).whenComplete(this);
    }
  }

  @Override
  public void drop() {
    super.drop();
    Future<?> started = timer;
    if (started != null) {
      started.cancel(false);
    }
  }
}
