package dev.stageflow.tests.durable;

import dev.stageflow.testing.TestLoop;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread for each task of a store, counted so that a test can wait for them. */
final class Workers implements Executor {
  private final AtomicInteger busy = new AtomicInteger();

  @Override
  public void execute(Runnable task) {
    busy.incrementAndGet();
    new Thread(
            () -> {
              try {
                task.run();
              } finally {
                busy.decrementAndGet();
              }
            })
        .start();
  }

  boolean areBusy() {
    return busy.get() > 0;
  }

  /**
   * Has a loop go on until it waits, and no worker does anything; lets no time pass on the loop.
   */
  void runUntilIdle(TestLoop loop) {
    do {
      loop.runAll();
      Thread.onSpinWait();
      if (Thread.interrupted()) {
        throw new AssertionError("the test has timed out");
      }
    } while (areBusy() || loop.hasNext());
  }
}
