package dev.stageflow.benchmarks.fanout;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Three services that answer after two milliseconds. The price of some articles is not there when
 * it is asked for first; the maker of one is never answered.
 */
final class Services implements AutoCloseable {
  static final int UNANSWERED = 13;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "services");
            thread.setDaemon(true);
            return thread;
          });
  private final int busyForGood;
  private final AtomicInteger refused = new AtomicInteger();
  private final Set<Integer> asked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger mostUnderWay = new AtomicInteger();

  Services() {
    this(-1);
  }

  /** Makes services of which one never tells the price of an article. */
  Services(int busyForGood) {
    this.busyForGood = busyForGood;
  }

  CompletableFuture<Integer> price(int article) {
    boolean busy = (article % 50 == 7 && asked.add(article)) || isBusyForGood(article);
    return later(article * 3, busy ? new Busy() : null);
  }

  private boolean isBusyForGood(int article) {
    if (article != busyForGood) {
      return false;
    }
    refused.incrementAndGet();
    return true;
  }

  CompletableFuture<Integer> stock(int article) {
    return later(article % 9, null);
  }

  CompletableFuture<String> maker(int article) {
    return article == UNANSWERED ? new CompletableFuture<>() : later("maker " + article % 5, null);
  }

  private <T> CompletableFuture<T> later(T answer, @Nullable Busy busy) {
    mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    CompletableFuture<T> later = new CompletableFuture<>();
    var unused =
        timer.schedule(
            () -> {
              underWay.decrementAndGet();
              return busy == null ? later.complete(answer) : later.completeExceptionally(busy);
            },
            2,
            TimeUnit.MILLISECONDS);
    return later;
  }

  /** Returns how often the price was asked for that is never told. */
  int refused() {
    return refused.get();
  }

  /** Forgets who has asked, and returns how many answers were under way at most. */
  int reset() {
    asked.clear();
    return mostUnderWay.getAndSet(0);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** What is made of the answers. */
  static String offer(int article, int price, int stock, String maker) {
    return article + ": " + price + ", " + stock + " of " + maker;
  }
}
