package dev.stageflow.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.HdrHistogram.Histogram;

/** One thread that runs tasks, and an event that is always ready, whose gaps it measures. */
abstract class TickingExecutor implements Executor {
  private final Histogram gaps = new Histogram(3);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private long lastTick;

  /**
   * The event has its turn.
   *
   * @return whether it is to have another one
   */
  final boolean tick() {
    long now = System.nanoTime();
    if (lastTick != 0) {
      gaps.recordValue(now - lastTick);
    }
    lastTick = now;
    if (stopping) {
      stopped.countDown();
    }
    return !stopping;
  }

  /** Runs a task as an event of its own. */
  abstract void event(Runnable task);

  /**
   * Waits for the event's next turn, which is its last.
   *
   * @return for how long it had to wait each time, in nanoseconds
   */
  final Histogram stop() throws InterruptedException {
    stopping = true;
    stopped.await();
    return gaps;
  }
}
