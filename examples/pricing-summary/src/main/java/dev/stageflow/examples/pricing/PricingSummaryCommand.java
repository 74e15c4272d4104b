package dev.stageflow.examples.pricing;

import dev.stageflow.FlowFuture;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the example: generates line items, runs the query, prints the answer. */
@Command(
    name = "pricing-summary",
    header = "TPC-H query 1 as a Stageflow flow, over line items in memory.",
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class PricingSummaryCommand implements Runnable {
  private final PrintWriter out;
  private final PrintWriter err;

  @Option(
      names = "--scale",
      paramLabel = "<factor>",
      defaultValue = "0.1",
      converter = ScaleConverter.class,
      description = "TPC-H scale factor: 1 is six million line items. Default: ${DEFAULT-VALUE}")
  private double scale;

  @Option(
      names = "--file",
      paramLabel = "<file>",
      description = "Read the line items from a file such as TPC-H's lineitem.tbl instead.")
  private @Nullable Path file;

  @Option(
      names = "--by-hand",
      description = "Run the same query as a hand-written loop, for comparison.")
  private boolean byHand;

  @Option(names = "--diagram", description = "Print the flow as a Mermaid diagram, run nothing.")
  private boolean diagram;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  @SuppressWarnings("UnusedVariable") // picocli prints the help where it finds this set
  private boolean help;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private PricingSummaryCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String... args) {
    PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    System.exit(commandLine(out, err).execute(args));
  }

  /** Returns the command, ready to execute: bad arguments get one line and exit code 2. */
  static CommandLine commandLine(PrintWriter out, PrintWriter err) {
    return new CommandLine(new PricingSummaryCommand(out, err))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(PricingSummaryCommand::reject);
  }

  @Override
  public void run() {
    PricingSummaryFlow flow =
        PricingSummaryFlow.of(new PricingSummary(PricingSummary.PUBLISHED_DAY));
    if (diagram) {
      out.print(flow.describe().toMermaid());
      out.flush();
      return;
    }
    TimedQuery query =
        byHand
            ? new TimedQuery("By hand", new PricingSummaryByHand(PricingSummary.PUBLISHED_DAY)::run)
            : new TimedQuery("Flow", flow::collect);
    TimedQuery.Answer answer = query.run(load());
    out.println(SummaryTable.render(answer.rows()));
    out.println(answer.report());
  }

  private List<LineItem> load() {
    long start = System.nanoTime();
    List<LineItem> table = file == null ? generate() : read(file);
    double seconds = (System.nanoTime() - start) / 1e9;
    err.println(
        String.format(
            Locale.ROOT,
            "%s %,d line items in %.1f s",
            file == null ? "Generated" : "Read",
            table.size(),
            seconds));
    return table;
  }

  private List<LineItem> generate() {
    long expected = Math.round(LineItems.estimatedCount(scale));
    try (LoadProgress progress = LoadProgress.start("Generating line items", expected, err)) {
      return LineItems.generate(scale, progress);
    }
  }

  /** Reads a file by a flow, on another thread, and shows its progress on this one. */
  private List<LineItem> read(Path file) {
    try (LoadProgress progress =
        LoadProgress.start("Reading bytes of line items", Files.size(file), err)) {
      FlowFuture<List<LineItem>> table =
          LineItemFileFlow.create().on(ForkJoinPool.commonPool()).collect(file);
      while (!table.isDone()) {
        table.run().progress().share().ifPresent(progress::reach);
        Thread.sleep(100);
      }
      return table.join();
    } catch (IOException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "Invalid value for option '--file': cannot read '" + file + "'");
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
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
