package dev.stageflow.benchmarks.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;

/** Adds up the tax of a basket's items. */
class BasketTax {
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
