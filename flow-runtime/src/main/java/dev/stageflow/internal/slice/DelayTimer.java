package dev.stageflow.internal.slice;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread on which delays end where an executor measures none. It ends itself when there has
 * been none for a while, so that it does not keep our classes reachable.
 *
 * <p>That of {@link java.util.concurrent.CompletableFuture} would be one thread less. But most
 * delays are the timeouts of stages, which are taken back: there, each makes an exception with its
 * stack trace, and wakes the thread from JDK 25 on.
 */
final class DelayTimer {
  private static final int KEEP_ALIVE_SECONDS = 2;

  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private DelayTimer() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, TimerThread::new);
    timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * Runs a task once, after a delay.
   *
   * @param nanos the delay, in nanoseconds
   * @param task signals that the delay is over; throws nothing, and makes no slice
   * @return cancels the task, if it has not run yet
   */
  static Future<?> after(long nanos, Runnable task) {
    return TIMER.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  /** Returns whether the current thread is that one. */
  static boolean isCurrentThread() {
    return Thread.currentThread() instanceof TimerThread;
  }

  private static final class TimerThread extends Thread {
    TimerThread(Runnable delays) {
      super(null, delays, "stageflow-timer", 0, false);
      setDaemon(true);
      setContextClassLoader(null);
    }
  }
}
