package dev.stageflow.examples.flink;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the example: makes both reports in one of three places, and prints them. */
@Command(
    name = "flink-report",
    header = "Two Stageflow definitions, run on this thread, on an event loop, or on Apache Flink.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class FlinkReportCommand implements Callable<Integer> {
  private static final String HEADING =
      String.format(
          "%nTPC-H query 1%nflag %14s %20s %20s %20s %8s %12s %6s %12s",
          "pieces", "price", "discounted", "charge", "avg pcs", "avg price", "avg %", "items");

  private final PrintWriter out;
  private final PrintWriter err;

  @Option(
      names = "--on",
      paramLabel = "<place>",
      defaultValue = "thread",
      description = "Where: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private Place place = Place.THREAD;

  @Option(
      names = "--scale",
      paramLabel = "<factor>",
      defaultValue = "0.1",
      description =
          "TPC-H scale factor of query 1: 1 is six million line items. Default: ${DEFAULT-VALUE}")
  private double scale;

  @Option(
      names = "--customers",
      paramLabel = "<count>",
      defaultValue = "5",
      description = "How many customers are reported. Default: ${DEFAULT-VALUE}")
  private int customers;

  @Option(
      names = "--parallelism",
      paramLabel = "<count>",
      defaultValue = "4",
      description = "On Flink, how many instances of each operator. Default: ${DEFAULT-VALUE}")
  private int parallelism;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli prints the help where it finds this set
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private FlinkReportCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command. Ends the JVM if that fails: on a cluster, the JVM has more to do. */
  public static void main(String... args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    int exitCode = commandLine(out, err).execute(args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Returns the command, ready to execute: bad arguments get one line and exit code 2. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new FlinkReportCommand(out, err))
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(FlinkReportCommand::reject);
  }

  @Override
  public Integer call() throws Exception {
    requirePositive("--scale", scale);
    requirePositive("--customers", customers);
    requirePositive("--parallelism", parallelism);
    switch (place) {
      case THREAD -> print(new ThreadReports());
      case LOOP -> printOnLoop();
      case FLINK -> print(new FlinkReports(parallelism));
    }
    return 0;
  }

  private void requirePositive(String option, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '" + option + "': it must be positive");
    }
  }

  private void printOnLoop() throws Exception {
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      print(new LoopReports(loop));
    } finally {
      loop.shutdown();
    }
  }

  private void print(Reports reports) throws Exception {
    long start = System.nanoTime();
    reports.customers(customers).stream()
        // Stable: the lines of a customer stay in order.
        .sorted(Comparator.comparing(Line::customer))
        .forEach(line -> out.println(line.text()));
    out.println(HEADING);
    reports.pricing(scale).stream()
        .sorted(Comparator.comparing(Totals::group))
        .forEach(totals -> out.println(totals.row()));
    double seconds = (System.nanoTime() - start) / 1e9;
    err.println(String.format(Locale.ROOT, "On %s, in %.1f s", place, seconds));
  }

  private static int reject(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    // The message may quote an argument with a line break in it.
    String message =
        String.join(" ", Objects.requireNonNullElse(e.getMessage(), "").lines().toList());
    command.getErr().println(command.getCommandName() + ": " + message);
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
