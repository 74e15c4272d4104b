package dev.stageflow.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.HdrHistogram.Histogram;

/**
 * One thread that runs tasks, or several, and takes a turn for events that come each tenth of a
 * millisecond, whose waits it measures.
 */
abstract class TickingExecutor implements Executor {
  private static final long EVENT_NANOS = 100_000;

  private final Histogram waits = new Histogram(3);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private long nextEvent = System.nanoTime();

  /**
   * All events that have come have their turn.
   *
   * @return whether there is to be another one
   */
  final boolean tick() {
    long now = System.nanoTime();
    while (nextEvent <= now) {
      waits.recordValue(now - nextEvent);
      nextEvent += EVENT_NANOS;
    }
    if (stopping) {
      stopped.countDown();
    }
    return !stopping;
  }

  /** Runs a task as an event of its own. */
  abstract void event(Runnable task);

  /**
   * Waits for the next turn of events, which is the last.
   *
   * @return for how long they had to wait, in nanoseconds
   */
  final Histogram stop() throws InterruptedException {
    stopping = true;
    stopped.await();
    return waits;
  }
}
