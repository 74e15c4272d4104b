package dev.stageflow.flink;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a customer's orders on a worker, and asks for the price of each, which takes a moment. */
class AskingReport {
  /** How many customers were begun with, by all runs of this JVM. */
  static final AtomicLong BEGUN = new AtomicLong();

  @Tunnel
  @Sequence
  List<Long> orders(Long customer) {
    BEGUN.incrementAndGet();
    return List.of(customer * 10, customer * 10 + 1, customer * 10 + 2);
  }

  @Function
  CompletableFuture<Long> price(long order) {
    return new CompletableFuture<Long>()
        .completeOnTimeout(priceOf(order), 2, TimeUnit.MILLISECONDS);
  }

  static long priceOf(long order) {
    return order % 7 + 1;
  }
}
