package dev.stageflow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.stageflow.benchmarks.fanout.FanOut;
import dev.stageflow.benchmarks.imports.CsvImport;
import dev.stageflow.benchmarks.report.SalesDocument;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Measures the import, the fan-out and the report by the processor time of the whole process: what
 * they compute on all threads, however long they wait and whatever else the machine does.
 */
public final class Applications {
  private static final int WARM_UP = 5;

  private final int warmUp;
  private final int rounds;
  private final PrintStream out;
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private Applications(int warmUp, int rounds, PrintStream out) {
    this.warmUp = warmUp;
    this.rounds = rounds;
    this.out = out;
  }

  /** One way to do it, whose result has to be that of the others. */
  private record Variant(String name, Callable<?> run) {}

  /**
   * Runs the variants of each application in turn, and prints the rows of a table.
   *
   * @param arguments none, or how many rounds count, and by what the sizes are divided
   * @throws Exception if one fails, or gives another result than the others
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
    int divisor = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
    compare(WARM_UP, rounds, divisor, System.out);
  }

  static void compare(int warmUp, int rounds, int divisor, PrintStream out) throws Exception {
    Applications applications = new Applications(warmUp, rounds, out);
    CsvImport imports = new CsvImport();
    imports.linesInAFile /= divisor;
    imports.create();
    try {
      applications.compare(
          "import",
          1,
          new Variant("generated flow", imports::generatedFlow),
          new Variant("loop", imports::handLoop),
          new Variant("Reactor", imports::reactor),
          new Variant("Spring Batch", imports::springBatch));
    } finally {
      imports.delete();
    }
    FanOut fanOut = new FanOut();
    fanOut.articles /= divisor;
    try {
      applications.compare(
          "fan-out",
          1,
          new Variant("generated flow", fanOut::generatedFlow),
          new Variant("virtual threads", fanOut::handLoop),
          new Variant("Reactor", fanOut::reactor));
    } finally {
      fanOut.close();
    }
    SalesDocument report = new SalesDocument();
    report.items /= divisor;
    report.create();
    try {
      applications.compare(
          "report",
          20,
          new Variant("generated flow", report::generatedFlow),
          new Variant("built flow", report::builtFlow),
          new Variant("loop", report::handLoop),
          new Variant("Reactor", report::reactor));
    } finally {
      report.drop();
    }
  }

  /**
   * Runs the variants in turn, each round beginning with the next one.
   *
   * @param times how often each is run at a time: the process tells its time in hundredths of a
   *     second
   */
  private void compare(String application, int times, Variant... variants) throws Exception {
    double[][] processor = new double[variants.length][rounds];
    double[][] elapsed = new double[variants.length][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      Object expected = null;
      for (int turn = 0; turn < variants.length; turn++) {
        int each = Math.floorMod(round + turn, variants.length);
        System.gc(); // What one variant leaves behind is not the next one's to clear away.
        long processorStart = system.getProcessCpuTime();
        long start = System.nanoTime();
        Object result = null;
        for (int time = 0; time < times; time++) {
          result = variants[each].run().call();
        }
        double millis = (System.nanoTime() - start) / 1e6 / times;
        double processorMillis = (system.getProcessCpuTime() - processorStart) / 1e6 / times;
        if (expected != null && !expected.equals(result)) {
          throw new IllegalStateException(variants[each].name() + " gives another result");
        }
        expected = result;
        if (round >= 0) {
          processor[each][round] = processorMillis;
          elapsed[each][round] = millis;
        }
      }
    }
    for (int each = 0; each < variants.length; each++) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.0f | %.0f | %.0f | %.0f |%n",
          application,
          Runtime.version().version().get(0),
          variants[each].name(),
          best(processor[each]),
          median(processor[each]),
          best(elapsed[each]),
          median(elapsed[each]));
    }
  }

  private static double best(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
