package dev.stageflow.examples.pricing;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * Shows how far a table is loaded, how fast, and how long the rest will take: a bar where the
 * standard error stream is a terminal, else a line now and then. Safe for use by many threads.
 */
final class LoadProgress implements LongConsumer, AutoCloseable {
  private static final int MILLIS_BETWEEN_LINES = 2_000;

  private final ProgressBar bar;

  private LoadProgress(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Starts to show progress.
   *
   * @param task what is done
   * @param expected about how many items there will be, or how many bytes
   * @param lines where lines go if the standard error stream is no terminal
   */
  static LoadProgress start(String task, long expected, PrintWriter lines) {
    ProgressBarBuilder builder = ProgressBar.builder().setTaskName(task).setInitialMax(expected);
    return new LoadProgress((isTerminal() ? asBar(builder) : asLines(builder, lines)).build());
  }

  @Override
  public void accept(long items) {
    bar.stepBy(items);
  }

  /**
   * Shows a share of what is expected.
   *
   * @param share from 0 to 1
   */
  void reach(double share) {
    bar.stepTo(Math.round(share * bar.getMax()));
  }

  @Override
  public void close() {
    bar.maxHint(bar.getCurrent()); // what was expected was an estimate
    bar.close();
  }

  private static ProgressBarBuilder asBar(ProgressBarBuilder builder) {
    return builder
        .setStyle(ProgressBarStyle.ASCII)
        .showSpeed(new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
        .clearDisplayOnFinish();
  }

  private static ProgressBarBuilder asLines(ProgressBarBuilder builder, PrintWriter lines) {
    return builder
        .setUpdateIntervalMillis(MILLIS_BETWEEN_LINES)
        .setRenderer((state, maxLength) -> line(state))
        .setConsumer(
            new DelegatingProgressBarConsumer(
                line -> {
                  if (!line.isEmpty()) {
                    lines.println(line);
                    lines.flush();
                  }
                }));
  }

  /** Returns the line for now; empty at the start and at the end, which say nothing about time. */
  private static String line(ProgressState state) {
    long done = state.getCurrent();
    long left = state.getMax() - done;
    if (done == 0 || left <= 0) {
      return "";
    }
    double perSecond = done / Math.max(1e-3, state.getTotalElapsed().toMillis() / 1e3);
    return String.format(
        Locale.ROOT,
        "%s: %,d of %,d, %,.0f/s, %.0f s left",
        state.getTaskName(),
        done,
        state.getMax(),
        perSecond,
        left / perSecond);
  }

  private static boolean isTerminal() {
    try (Terminal terminal =
        TerminalBuilder.builder()
            .systemOutput(TerminalBuilder.SystemOutput.SysErr)
            .dumb(true)
            .build()) {
      return !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
