package dev.stageflow.jdbc.internal;

import dev.stageflow.RunInUseException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a run is no longer in use, for some time. */
final class RunWait {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final String run;
  private final long begin = System.nanoTime();
  private final long nanos;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  RunWait(String run, Duration limit) {
    this.run = run;
    nanos = nanos(limit);
  }

  private static long nanos(Duration limit) {
    try {
      return limit.toNanos();
    } catch (ArithmeticException verySlow) {
      return Long.MAX_VALUE;
    }
  }

  /** What may find the run in use. */
  interface Attempt<R> {
    R make() throws SQLException;
  }

  /** Makes an attempt again until the run is not in use. */
  <R> R retry(Attempt<R> attempt) throws SQLException {
    while (true) {
      try {
        return attempt.make();
      } catch (RunInUseException inUse) {
        long left = nanos - (System.nanoTime() - begin);
        if (left <= 0) {
          throw inUse;
        }
        await(Math.min(left, POLL_NANOS));
      }
    }
  }

  private void await(long time) {
    try {
      if (!cancelled.await(time, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
    throw new CancellationException("the wait for the run '" + run + "' was cancelled");
  }

  /** Ends the wait; from any thread. */
  void cancel() {
    cancelled.countDown();
  }
}
