package dev.stageflow.benchmarks.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.concurrent.CompletableFuture;

/** Asks for a basket, waits for it, and adds up the tax of its items. */
class AskedBasketTax {
  @Function
  CompletableFuture<Basket> ask(Basket order) {
    return Answers.later(order);
  }

  @Sequence
  long[] cents(Basket basket) {
    return basket.cents();
  }

  @Filter
  boolean isTaxed(long cents) {
    return Basket.isTaxed(cents);
  }

  @Function
  long tax(long cents) {
    return Basket.tax(cents);
  }

  @Accumulate
  long sum(long sum, long tax) {
    return sum + tax;
  }
}
