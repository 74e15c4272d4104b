package dev.stageflow.internal.slice;

import dev.stageflow.internal.tunnel.Workers;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a thread remembers while it makes slices: that it does, so that a blocking call inside of
 * one does not park; and which other runs were woken meanwhile whose slices it has to make itself,
 * because their executor runs inline, or rejects them. Those are made after the current slice: made
 * at once, a chain of runs that wake one another would be a recursion.
 *
 * <p>It stays with its thread, which may be anybody's, and must not keep our classes reachable
 * there. So it is an array of the JDK's, and is empty between two slices. To remove it after each
 * slice, and to put a new one before the next, would take longer than a short slice.
 */
public final class SliceMark {
  private static final ThreadLocal<@Nullable Object[]> OF_THREAD = new ThreadLocal<>();

  // What the array holds; null where there is nothing.

  private static final int IN_SLICE = 0;
  private static final int WOKEN = 1;

  private SliceMark() {}

  /** Returns whether this thread is inside a slice. */
  public static boolean isSet() {
    @Nullable Object[] mark = OF_THREAD.get();
    return mark != null && mark[IN_SLICE] != null;
  }

  /** Returns whether {@link #run} makes slices on this thread: not on a timer's thread. */
  public static boolean isAllowedHere() {
    return ofThread() != null;
  }

  /** Returns what this thread remembers; null on a timer's thread, which makes no slices. */
  private static @Nullable Object @Nullable [] ofThread() {
    @Nullable Object[] mark = OF_THREAD.get();
    if (mark == null && !JdkTimer.isCurrentThread() && !DelayTimer.isCurrentThread()) {
      mark = new Object[2];
      OF_THREAD.set(mark);
    }
    return mark;
  }

  /**
   * Has this thread make slices, and then those of all runs that are woken meanwhile. A timer's
   * thread, which is not to be held, hands them to a worker.
   *
   * @param turns makes slices, and throws nothing
   */
  public static void run(Runnable turns) {
    @Nullable Object[] mark = ofThread();
    if (mark == null) {
      Workers.shared().execute(() -> run(turns));
      return;
    }
    Object outer = mark[IN_SLICE];
    mark[IN_SLICE] = true;
    try {
      turns.run();
      if (outer == null) {
        makeWoken(mark);
      }
    } finally {
      mark[IN_SLICE] = outer;
    }
  }

  private static void makeWoken(@Nullable Object[] mark) {
    while (mark[WOKEN] != null) {
      Runnable next = woken(mark).poll();
      if (next == null) {
        mark[WOKEN] = null;
      } else {
        next.run();
      }
    }
  }

  /**
   * Leaves slices to be made to the slice that this thread is in, if it is in one.
   *
   * @param turns makes them, and throws nothing
   * @return false if it is in none
   */
  public static boolean leave(Runnable turns) {
    @Nullable Object[] mark = OF_THREAD.get();
    if (mark == null || mark[IN_SLICE] == null) {
      return false;
    }
    woken(mark).add(turns);
    return true;
  }

  @SuppressWarnings("unchecked") // the array is not shared
  private static Deque<Runnable> woken(@Nullable Object[] mark) {
    Deque<Runnable> woken = (Deque<Runnable>) mark[WOKEN];
    if (woken == null) {
      woken = new ArrayDeque<>();
      mark[WOKEN] = woken;
    }
    return woken;
  }
}
