package dev.stageflow.internal.slice;

import dev.stageflow.TimedExecutor;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * The clock of a run: the one source of time for delays, timeouts and what observers are told. It
 * is that of a {@link TimedExecutor}, else the system's.
 */
public interface RunClock {

  /** The clock of runs whose executor has none. */
  RunClock SYSTEM =
      new RunClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Future<?> after(long nanos, Runnable task) {
          return DelayTimer.after(nanos, task);
        }
      };

  /** Returns the clock of the runs on an executor. */
  static RunClock of(Executor executor) {
    if (!(executor instanceof TimedExecutor timed)) {
      return SYSTEM;
    }
    return new RunClock() {
      @Override
      public long nanoTime() {
        return timed.nanoTime();
      }

      @Override
      public Future<?> after(long nanos, Runnable task) {
        return timed.executeAfter(nanos, task);
      }
    };
  }

  /** Returns the time, in nanoseconds since some moment that is always the same. */
  long nanoTime();

  /**
   * Runs a task once, after a delay.
   *
   * @param nanos the delay, in nanoseconds, more than zero
   * @param task signals that the delay is over; throws nothing
   * @return cancels the task, if it has not run yet
   * @throws RuntimeException what a {@link TimedExecutor} throws if it rejects the delay
   */
  Future<?> after(long nanos, Runnable task);
}
