package dev.stageflow.internal.failure;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a run's failure came out of another run that one of its stages had called: both
 * then have to tell where they were. The same exception object may as well have ended another run
 * before, which has nothing to do with this one.
 */
public final class NotedFailures {
  private static final AtomicLong COUNT = new AtomicLong();

  /** The failure that a thread's last failed run ended with, and its number; of the JDK's types. */
  private static final ThreadLocal<@Nullable Object[]> LAST = new ThreadLocal<>();

  private NotedFailures() {}

  /** Returns how many there were so far, to be asked when a run begins to call stages. */
  public static long count() {
    return COUNT.get();
  }

  /** Notes that a run of this thread has ended with a failure. */
  public static void note(Throwable failure) {
    LAST.set(new Object[] {new WeakReference<>(failure), COUNT.incrementAndGet()});
  }

  /**
   * Returns whether a run of this thread has ended with a failure.
   *
   * @param since the {@linkplain #count() count} after which that counts
   */
  public static boolean hasNoted(Throwable failure, long since) {
    Object[] last = LAST.get();
    return last != null
        && last[0] instanceof WeakReference<?> noted
        && noted.get() == failure
        && last[1] instanceof Long number
        && number > since;
  }
}
