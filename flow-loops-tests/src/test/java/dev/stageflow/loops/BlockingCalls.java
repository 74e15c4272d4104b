package dev.stageflow.loops;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;

/**
 * Notes each blocking call that is made on a watched thread, with its stack. The call itself is
 * made all the same: nobody can swallow what was noted.
 */
final class BlockingCalls {
  private static final Set<Thread> WATCHED = ConcurrentHashMap.newKeySet();
  private static final Queue<BlockingOperationError> FOUND = new ConcurrentLinkedQueue<>();

  static {
    String queue = ScheduledThreadPoolExecutor.class.getName() + "$DelayedWorkQueue";
    String pool = ThreadPoolExecutor.class.getName();
    BlockHound.builder()
        .loadIntegrations()
        .dynamicThreadPredicate(current -> thread -> true)
        .nonBlockingThreadPredicate(current -> WATCHED::contains)
        .blockingMethodCallback(method -> FOUND.add(new BlockingOperationError(method)))
        // A loop that has nothing to do parks.
        .allowBlockingCallsInside(pool, "getTask")
        // These wait for another thread to leave a few lines of the JDK's own code: its timer's
        // queue, which is the JDK's loop's too, and its pools' bookkeeping.
        .allowBlockingCallsInside(queue, "offer")
        .allowBlockingCallsInside(queue, "remove")
        .allowBlockingCallsInside(pool, "addWorker")
        .install();
  }

  private BlockingCalls() {}

  /** Watches a thread from now on. */
  static void watch(Thread thread) {
    WATCHED.add(thread);
  }

  /** Watches a thread no more, as its loop is to end. */
  static void unwatch(Thread thread) {
    WATCHED.remove(thread);
  }

  /**
   * Returns what was found, and forgets it.
   *
   * @return an error for each call, made where the call was
   */
  static List<BlockingOperationError> takeFound() {
    List<BlockingOperationError> found = List.copyOf(FOUND);
    FOUND.clear();
    return found;
  }
}
