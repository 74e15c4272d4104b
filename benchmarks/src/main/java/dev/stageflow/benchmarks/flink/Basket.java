package dev.stageflow.benchmarks.flink;

import java.util.Arrays;

/**
 * An element of the jobs, and what all variants do with it.
 *
 * @param number from 0
 * @param cents the price of each item
 */
@SuppressWarnings("ArrayRecordComponent") // a list would box the prices
public record Basket(long number, long[] cents) {
  static Basket of(long number, int items) {
    long[] cents = new long[items];
    Arrays.setAll(cents, item -> 100 + (number * 31 + item * 17L) % 1_000);
    return new Basket(number, cents);
  }

  static boolean isTaxed(long cents) {
    return cents % 5 != 0;
  }

  static long tax(long cents) {
    return cents * 19 / 100;
  }

  /** Returns the tax of all items: what a loop written by hand does. */
  long tax() {
    long sum = 0;
    for (long each : cents) {
      if (isTaxed(each)) {
        sum += tax(each);
      }
    }
    return sum;
  }
}
