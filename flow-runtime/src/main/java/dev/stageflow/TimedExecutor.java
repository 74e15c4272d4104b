package dev.stageflow;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * An executor with its own clock, such as a clock that a test moves. It measures the pauses of runs
 * on this executor and the durations that a {@link dev.stageflow.FlowListener} receives. Runs on
 * any other executor use a timer of the library's, even if the executor can schedule tasks: an
 * event loop that is shut down drops its scheduled tasks, and a run would wait forever instead of
 * being rejected and closed.
 */
public interface TimedExecutor extends Executor {

  /**
   * Runs a task once, after a delay.
   *
   * @param nanos the delay, in nanoseconds of this executor's time, more than zero
   * @param task signals that the delay is over; throws nothing, and may be run by any thread
   * @return cancels the task, if it has not run yet
   * @throws RuntimeException if the task is rejected, which fails the run that wants to pause
   */
  Future<?> executeAfter(long nanos, Runnable task);

  /**
   * Returns the time, which never goes back.
   *
   * @return nanoseconds since some moment that is always the same
   */
  long nanoTime();
}
