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

  /** The JDK's executor for what is asynchronous. */
  private static final Executor ASYNC = new CompletableFuture<Object>().defaultExecutor();

  /** That executor, and the JDK's timer. */
  static final Resumption DEFAULT = new Resumption(ASYNC);

  /**
   * Goes on at once.
   *
   * @param task what is done there
   * @param rejected takes what the executor throws, on this thread: a rejection, or that there is
   *     no thread
   */
  void resume(Runnable task, Consumer<Throwable> rejected) {
    try {
      executor.execute(task);
    } catch (RuntimeException | Error rejection) {
      rejected.accept(rejection);
    }
  }

  /**
   * Goes on after a delay.
   *
   * @param nanos the delay, in nanoseconds, more than zero
   * @param task what is done there, never on the JDK's timer thread
   * @param rejected takes what the executor throws, not on that thread either
   * @return cancels it, if the delay is not over yet
   * @throws RuntimeException what a {@link TimedExecutor} throws if it rejects the delay
   */
  Future<?> resumeAfter(long nanos, Runnable task, Consumer<Throwable> rejected) {
    if (executor instanceof TimedExecutor timed) {
      return timed.executeAfter(nanos, () -> resume(task, rejected));
    }
    CompletableFuture<Void> timer = new CompletableFuture<>();
    // The executor may run the task where it is given it.
    CompletableFuture<Void> unused =
        timer
            .completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS)
            .thenRunAsync(() -> resume(task, rejected), ASYNC);
    return timer;
  }
}
