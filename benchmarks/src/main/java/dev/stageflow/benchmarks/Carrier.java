package dev.stageflow.benchmarks;

import java.util.concurrent.ExecutorService;

/** The carrier of virtual threads, one for each task and for each turn of the event. */
final class Carrier extends TickingExecutor {
  private final ExecutorService threads = Threads.virtual();

  Carrier() {
    threads.execute(this::turn);
  }

  private void turn() {
    if (tick()) {
      threads.execute(this::turn);
    } else {
      threads.shutdown();
    }
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  @Override
  void event(Runnable task) {
    threads.execute(task);
  }
}
