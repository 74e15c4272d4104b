package dev.stageflow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.stageflow.benchmarks.Rounds.Times;
import dev.stageflow.benchmarks.Rounds.Variant;
import dev.stageflow.benchmarks.fanout.FanOut;
import dev.stageflow.benchmarks.imports.CsvImport;
import dev.stageflow.benchmarks.report.SalesDocument;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures the import, the fan-out and the report by the processor time of the whole process: what
 * they compute on all threads, however long they wait and whatever else the machine does.
 */
public final class Applications {
  private static final int WARM_UP = 5;

  private final Rounds rounds;
  private final PrintStream out;

  private Applications(Rounds rounds, PrintStream out) {
    this.rounds = rounds;
    this.out = out;
  }

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
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Applications applications =
        new Applications(new Rounds(warmUp, rounds, system::getProcessCpuTime), out);
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

  private void compare(String application, int calls, Variant... variants) throws Exception {
    for (Times each : rounds.run(calls, variants)) {
      out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %.0f | %.0f | %.0f | %.0f |%n",
          application,
          Runtime.version().version().get(0),
          each.name(),
          best(each.processor()),
          Rounds.median(each.processor()) / 1e6,
          best(each.elapsed()),
          Rounds.median(each.elapsed()) / 1e6);
    }
  }

  private static double best(double[] nanos) {
    return Arrays.stream(nanos).min().orElseThrow() / 1e6;
  }
}
