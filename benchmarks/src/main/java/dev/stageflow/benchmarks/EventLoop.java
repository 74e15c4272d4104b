package dev.stageflow.benchmarks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

/**
 * A loop that gives events their turn after each millisecond of tasks, or as soon after it as the
 * task that it is in returns.
 */
final class EventLoop extends TickingExecutor {
  private final ExecutorService thread = Threads.loop();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  EventLoop() {
    thread.execute(this::turn);
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  void event(Runnable task) {
    thread.execute(task);
  }

  private void turn() {
    if (!tick()) {
      thread.shutdown();
      return;
    }
    long start = System.nanoTime();
    Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      boolean isInTime = System.nanoTime() - start < LoopGap.SLICE.toNanos();
      task = isInTime ? tasks.poll() : null;
    }
    thread.execute(this::turn);
  }
}
