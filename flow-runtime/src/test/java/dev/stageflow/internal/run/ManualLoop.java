package dev.stageflow.internal.run;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An event loop whose tasks run when the test says so, on the test's thread. */
final class ManualLoop implements Executor {
  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  int size() {
    return tasks.size();
  }

  /** Runs one task, which must be there. */
  void runOne() {
    tasks.remove().run();
  }

  /** Runs tasks until none is left, and tells how many there were. */
  int runAll() {
    int count = 0;
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
      count++;
    }
    return count;
  }

  /** Runs one task, which another thread is about to submit. */
  void awaitOne() throws InterruptedException {
    Runnable task = tasks.poll(20, TimeUnit.SECONDS);
    if (task == null) {
      throw new AssertionError("no task was submitted");
    }
    task.run();
  }
}
