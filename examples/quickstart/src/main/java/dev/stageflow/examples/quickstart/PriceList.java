package dev.stageflow.examples.quickstart;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Prices that some other service knows: the first question for each takes a while. */
public class PriceList {
  private static final long MILLIS_TO_ANSWER = 50;

  private final Map<String, Long> cents;
  private final Map<String, CompletableFuture<Long>> asked = new ConcurrentHashMap<>();

  /** Makes a list of the prices, in cents, of products by name. */
  public PriceList(Map<String, Long> cents) {
    this.cents = cents;
  }

  /** Returns the product's price in cents, the same future for each question. */
  public CompletableFuture<Long> centsFor(String product) {
    return asked.computeIfAbsent(product, this::ask);
  }

  private CompletableFuture<Long> ask(String product) {
    Long price = cents.get(product);
    if (price == null) {
      return CompletableFuture.failedFuture(new IllegalArgumentException("no price: " + product));
    }
    return new CompletableFuture<Long>()
        .completeOnTimeout(price, MILLIS_TO_ANSWER, TimeUnit.MILLISECONDS);
  }
}
