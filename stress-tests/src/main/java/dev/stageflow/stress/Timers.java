package dev.stageflow.stress;

import dev.stageflow.TimedExecutor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Runs tasks on the thread that gives them, and has delayed ones wait until a test runs them. */
final class Timers implements TimedExecutor {
  private final Queue<FutureTask<?>> delayed = new ConcurrentLinkedQueue<>();

  @Override
  public void execute(Runnable task) {
    task.run();
  }

  @Override
  public Future<?> executeAfter(long nanos, Runnable task) {
    FutureTask<?> timer = new FutureTask<>(task, null);
    delayed.add(timer);
    return timer;
  }

  @Override
  public long nanoTime() {
    return 0;
  }

  /** Runs the task that was delayed first. */
  void ring() {
    delayed.remove().run();
  }

  /** Counts the tasks that have neither been run nor cancelled. */
  int pending() {
    return (int) delayed.stream().filter(timer -> !timer.isDone()).count();
  }
}
