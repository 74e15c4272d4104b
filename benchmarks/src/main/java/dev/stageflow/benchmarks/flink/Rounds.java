package dev.stageflow.benchmarks.flink;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** Runs variants in turn, several times, and prints the median of each beside that of the first. */
final class Rounds {
  private final int warmUp;
  private final int count;
  private final LongSupplier processorNanos;
  private final PrintStream out;

  /**
   * Makes rounds.
   *
   * @param warmUp how many do not count
   * @param count how many count, after these
   * @param processorNanos tells the processor time used so far
   * @param out where results go
   */
  Rounds(int warmUp, int count, LongSupplier processorNanos, PrintStream out) {
    this.warmUp = warmUp;
    this.count = count;
    this.processorNanos = processorNanos;
    this.out = out;
  }

  /** One way to do it, whose result has to be that of the others. */
  record Variant(String name, Callable<Long> run) {}

  void compare(String what, long elements, Variant... variants) throws Exception {
    double[][] processor = new double[variants.length][count];
    double[][] elapsed = new double[variants.length][count];
    for (int round = -warmUp; round < count; round++) {
      Long result = null;
      for (int each = 0; each < variants.length; each++) {
        System.gc(); // What one variant leaves behind is not the next one's to clear away.
        long processorStart = processorNanos.getAsLong();
        long start = System.nanoTime();
        long given = variants[each].run().call();
        long nanos = System.nanoTime() - start;
        long processorTime = processorNanos.getAsLong() - processorStart;
        if (result != null && result != given) {
          throw new IllegalStateException(
              variants[each].name() + " gives " + given + ", not " + result);
        }
        result = given;
        if (round >= 0) {
          processor[each][round] = (double) processorTime / elements;
          elapsed[each][round] = (double) nanos / elements;
        }
      }
    }
    out.printf(Locale.ROOT, "%s; %,d elements, %d rounds%n", what, elements, count);
    for (int each = 0; each < variants.length; each++) {
      out.printf(
          Locale.ROOT,
          "  %-22s %,10.0f ns of processor, ratio %5.2f, %,12.0f elements/s, ratio of time %5.2f%n",
          variants[each].name(),
          median(processor[each]),
          medianRatio(processor[each], processor[0]),
          1e9 / median(elapsed[each]),
          medianRatio(elapsed[each], elapsed[0]));
    }
  }

  /** Each round is compared with itself: another program on the machine slows down all of it. */
  private static double medianRatio(double[] values, double[] base) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, round -> values[round] / base[round]);
    return median(ratios);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
