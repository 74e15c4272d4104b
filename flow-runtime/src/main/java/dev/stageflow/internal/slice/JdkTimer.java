package dev.stageflow.internal.slice;

/**
 * The one thread of the JDK on which all delays and timeouts of {@link
 * java.util.concurrent.CompletableFuture} end: what took its time there would delay those of
 * everybody else.
 */
final class JdkTimer {

  /** How the thread is called before JDK 25. */
  private static final String NAME = "CompletableFutureDelayScheduler";

  /** The thread's class from JDK 25 on. */
  private static final String CLASS = "java.util.concurrent.DelayScheduler";

  private JdkTimer() {}

  /** Returns whether the current thread is that one. */
  static boolean isCurrentThread() {
    Thread thread = Thread.currentThread();
    return thread.getName().equals(NAME) || thread.getClass().getName().equals(CLASS);
  }
}
