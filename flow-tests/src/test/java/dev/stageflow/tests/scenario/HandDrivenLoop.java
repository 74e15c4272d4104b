package dev.stageflow.tests.scenario;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** An event loop whose events are run by whoever tests it, one at a time. */
public final class HandDrivenLoop implements Executor {
  private final BlockingQueue<Runnable> events = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable event) {
    events.add(event);
  }

  /**
   * Tells whether an event waits.
   *
   * @return false if there is nothing to do just now
   */
  public boolean hasNext() {
    return !events.isEmpty();
  }

  /**
   * Runs the next event; waits for one to come.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void runNext() throws InterruptedException {
    events.take().run();
  }

  /** Runs events until there is nothing to do. */
  public void runAll() {
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
    }
  }
}
