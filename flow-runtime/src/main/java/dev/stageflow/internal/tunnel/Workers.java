package dev.stageflow.internal.tunnel;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which tunnels run where no executor was chosen: virtual ones, or daemon threads
 * that are kept for a while where the JDK has none.
 */
public final class Workers {

  /** What a thread is called that has nothing to do. */
  private static final String IDLE = "stageflow-idle";

  private static final int KEEP_ALIVE_SECONDS = 2;

  private static final Executor SHARED = executor();

  private Workers() {}

  /**
   * Returns the executor that all flows share. It never rejects a task, nor lets one wait for
   * another.
   *
   * @return the executor
   */
  public static Executor shared() {
    return SHARED;
  }

  /**
   * Does a task on the calling thread, one of these, which has a name of its own meanwhile.
   *
   * @param name what a thread dump shows
   * @param task what is done
   */
  public static void named(String name, Runnable task) {
    Thread current = Thread.currentThread();
    String before = current.getName();
    current.setName(name);
    try {
      task.run();
    } finally {
      current.setName(before);
    }
  }

  private static Executor executor() {
    Executor virtual = VirtualThreads.executor();
    return virtual != null
        ? virtual
        : new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Workers::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, IDLE);
    thread.setDaemon(true);
    return thread;
  }
}
