package dev.stageflow.flink;

import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prices a customer's nights. The last one has no price before a test says so: until then runs wait
 * for it. What is counted is counted for all runs of this JVM.
 */
@FlowDefinition(durable = true)
class Stay {
  /** How often each customer was welcomed. */
  static final Map<Long, Integer> WELCOMED = new ConcurrentHashMap<>();

  /** How often the price of a last night was asked for. */
  static final AtomicLong ASKED_LAST = new AtomicLong();

  private static CompletableFuture<Void> open = new CompletableFuture<>();

  static synchronized void forget() {
    WELCOMED.clear();
    ASKED_LAST.set(0);
    open = new CompletableFuture<>();
  }

  /** The last nights have prices from now on. */
  static void priceLastNights() {
    open().complete(null);
  }

  private static synchronized CompletableFuture<Void> open() {
    return open;
  }

  @Function
  Long welcome(Long customer) {
    WELCOMED.merge(customer, 1, Integer::sum);
    return customer;
  }

  @Sequence
  List<Long> nights(Long customer) {
    return List.of(customer * 10, customer * 10 + 1, customer * 10 + 2);
  }

  @Function
  CompletableFuture<Long> price(Long night) {
    if (night % 10 == 2) {
      ASKED_LAST.incrementAndGet();
      return open().thenApply(priced -> priceOf(night));
    }
    return new CompletableFuture<Long>()
        .completeOnTimeout(priceOf(night), 1, TimeUnit.MILLISECONDS);
  }

  static long priceOf(long night) {
    return night % 7 + 1;
  }
}
