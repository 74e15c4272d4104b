package dev.stageflow.benchmarks.flink;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service that answers a millisecond after it was asked, from one thread of its own. */
final class Answers {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** In the order in which they are due. */
  private static final Queue<Answer> WAITING = new ConcurrentLinkedQueue<>();

  static {
    Thread thread = new Thread(Answers::answer, "answers");
    thread.setDaemon(true);
    thread.start();
  }

  private Answers() {}

  private record Answer(long due, Basket basket, CompletableFuture<Basket> future) {}

  static CompletableFuture<Basket> later(Basket basket) {
    CompletableFuture<Basket> future = new CompletableFuture<>();
    WAITING.add(new Answer(System.nanoTime() + NANOS, basket, future));
    return future;
  }

  /** Gives the answers that are due, and looks again after a tenth of the time that they take. */
  private static void answer() {
    while (true) {
      Answer first = WAITING.peek();
      if (first == null || first.due() - System.nanoTime() > 0) {
        LockSupport.parkNanos(NANOS / 10);
      } else {
        WAITING.remove();
        first.future().complete(first.basket());
      }
    }
  }
}
