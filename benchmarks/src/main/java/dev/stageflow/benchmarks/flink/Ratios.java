package dev.stageflow.benchmarks.flink;

import dev.stageflow.benchmarks.Rounds;
import dev.stageflow.benchmarks.Rounds.Times;
import dev.stageflow.benchmarks.Rounds.Variant;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Prints the median of what each variant takes beside that of the first. */
final class Ratios {
  private final Rounds rounds;
  private final PrintStream out;

  Ratios(Rounds rounds, PrintStream out) {
    this.rounds = rounds;
    this.out = out;
  }

  void compare(String what, long elements, Variant... variants) throws Exception {
    List<Times> times = rounds.run(1, variants);
    Times first = times.get(0);
    out.printf(Locale.ROOT, "%s; %,d elements, %d rounds%n", what, elements, rounds.count());
    for (Times each : times) {
      out.printf(
          Locale.ROOT,
          "  %-22s %,10.0f ns of processor, ratio %5.2f, %,12.0f elements/s, ratio of time %5.2f%n",
          each.name(),
          Rounds.median(each.processor()) / elements,
          medianRatio(each.processor(), first.processor()),
          1e9 * elements / Rounds.median(each.elapsed()),
          medianRatio(each.elapsed(), first.elapsed()));
    }
  }

  /** Each round is compared with itself: another program on the machine slows down all of it. */
  private static double medianRatio(double[] values, double[] base) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, round -> values[round] / base[round]);
    return Rounds.median(ratios);
  }
}
