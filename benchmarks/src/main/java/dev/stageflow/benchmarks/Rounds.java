package dev.stageflow.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Runs variants in turn, several times. Each round begins with the next variant, so that none of
 * them always comes after the same other one.
 */
public final class Rounds {
  private final int warmUp;
  private final int count;
  private final LongSupplier processorNanos;

  /**
   * Makes rounds.
   *
   * @param warmUp how many do not count
   * @param count how many count, after these
   * @param processorNanos tells the processor time used so far
   */
  public Rounds(int warmUp, int count, LongSupplier processorNanos) {
    this.warmUp = warmUp;
    this.count = count;
    this.processorNanos = processorNanos;
  }

  /** One way to do it, whose result has to be that of the others. */
  public record Variant(String name, Callable<?> run) {}

  /** What the calls of a variant took in nanoseconds, round by round. */
  public static final class Times {
    private final String name;
    private final double[] processor;
    private final double[] elapsed;

    private Times(String name, int rounds) {
      this.name = name;
      processor = new double[rounds];
      elapsed = new double[rounds];
    }

    public String name() {
      return name;
    }

    public double[] processor() {
      return processor.clone();
    }

    public double[] elapsed() {
      return elapsed.clone();
    }
  }

  /** Returns how many rounds count. */
  public int count() {
    return count;
  }

  /**
   * Runs the variants.
   *
   * @param calls how often each is called at a time: a process may tell its time in hundredths of a
   *     second
   * @return the times of one call, in the order of the variants
   * @throws Exception if a variant fails, or gives another result than the others
   */
  public List<Times> run(int calls, Variant... variants) throws Exception {
    List<Times> times =
        Stream.of(variants).map(variant -> new Times(variant.name(), count)).toList();
    for (int round = -warmUp; round < count; round++) {
      List<Object> results = new ArrayList<>();
      for (int turn = 0; turn < variants.length; turn++) {
        int each = Math.floorMod(round + turn, variants.length);
        System.gc(); // What one variant leaves behind is not the next one's to clear away.
        long processorStart = processorNanos.getAsLong();
        long start = System.nanoTime();
        Object result = null;
        for (int call = 0; call < calls; call++) {
          result = variants[each].run().call();
        }
        double elapsed = System.nanoTime() - start;
        double processor = processorNanos.getAsLong() - processorStart;
        results.add(result);
        if (!results.get(0).equals(result)) {
          throw new IllegalStateException(
              variants[each].name() + " gives " + result + ", not " + results.get(0));
        }
        if (round >= 0) {
          times.get(each).processor[round] = processor / calls;
          times.get(each).elapsed[round] = elapsed / calls;
        }
      }
    }
    return times;
  }

  /** Returns the median of some values. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}
