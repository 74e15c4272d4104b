package dev.stageflow.loops;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A single-threaded executor of the JDK. */
class ScheduledExecutorTest extends EventLoopTest {
  private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();

  @Override
  Executor executor() {
    return loop;
  }

  @Override
  void shutDown() throws Exception {
    loop.shutdown();
    if (!loop.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the loop still runs");
    }
  }
}
