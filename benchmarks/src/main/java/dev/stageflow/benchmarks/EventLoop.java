package dev.stageflow.benchmarks;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;

/**
 * A loop of one thread, or several, that gives events their turn after each millisecond of tasks,
 * or as soon after it as the task that it is in returns.
 */
final class EventLoop extends TickingExecutor {
  private final ExecutorService threads;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

  EventLoop(int threads) {
    this.threads = Threads.loop(threads);
    event(this::eventTurn);
    for (int thread = 0; thread < threads; thread++) {
      event(this::taskTurn);
    }
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  void event(Runnable task) {
    threads.execute(task);
  }

  private void eventTurn() {
    if (tick()) {
      event(this::eventTurn);
    } else {
      threads.shutdown();
    }
  }

  private void taskTurn() {
    long start = System.nanoTime();
    Runnable task = tasks.poll();
    while (task != null) {
      task.run();
      boolean isInTime = System.nanoTime() - start < LoopGap.SLICE.toNanos();
      task = isInTime ? tasks.poll() : null;
    }
    event(this::taskTurn);
  }
}
