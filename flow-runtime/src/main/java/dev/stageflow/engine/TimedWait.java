package dev.stageflow.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A pause of some length. */
final class TimedWait extends Wait {
  private final CompletableFuture<Void> timer;

  /**
   * Starts to wait.
   *
   * @param nanos how long, in nanoseconds, more than zero
   * @param waiter is told when it is over
   */
  TimedWait(long nanos, Waiter waiter) {
    super(waiter);
    timer = new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
  }

  void start() {
    CompletableFuture<Void> unused = timer.whenComplete(this);
  }

  @Override
  void drop() {
    super.drop();
    timer.cancel(false);
  }
}
