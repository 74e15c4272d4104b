package dev.stageflow.resilience4j;

import dev.stageflow.TimedExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Where calls go on after a wait, and whose clock measures it.
 *
 * @param executor makes the calls
 */
record Resumption(Executor executor) {

  /** The JDK's executor for what is asynchronous, and its timer. */
  static final Resumption DEFAULT =
      new Resumption(new CompletableFuture<Object>().defaultExecutor());

  /**
   * Goes on at once.
   *
   * @param task what is done there
   * @param rejected takes the executor's rejection, on this thread
   */
  void resume(Runnable task, Consumer<RuntimeException> rejected) {
    try {
      executor.execute(task);
    } catch (RuntimeException rejection) {
      rejected.accept(rejection);
    }
  }

  /**
   * Goes on after a delay.
   *
   * @param nanos the delay, in nanoseconds, more than zero
   * @param task what is done there, never on the timer's thread
   * @param rejected takes the executor's rejection, on the timer's thread
   * @return cancels it, if the delay is not over yet
   * @throws RuntimeException what a {@link TimedExecutor} throws if it rejects the delay
   */
  Future<?> resumeAfter(long nanos, Runnable task, Consumer<RuntimeException> rejected) {
    if (executor instanceof TimedExecutor timed) {
      return timed.executeAfter(nanos, () -> resume(task, rejected));
    }
    CompletableFuture<Void> timer = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        timer
            .completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS)
            .thenRun(() -> resume(task, rejected));
    return timer;
  }
}
