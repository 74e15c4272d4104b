package dev.stageflow;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * An executor with a time of its own, such as one whose time a test moves: the pauses of the runs
 * on it last by that time, and what a {@link dev.stageflow.FlowListener} is told of times is
 * measured in it. On all other executors they last by that of the JDK's timer, also where these can
 * schedule, because an event loop that is shut down forgets what it has scheduled, and a run would
 * wait forever instead of being rejected and closed.
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
