package dev.stageflow.examples.ingest;

import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Shows how far a run has come: its share, its rate, and how long the rest will take. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final boolean TERMINAL = System.getenv("TERM") != null;

  private ProgressBar() {}

  /**
   * Shows a run until it has ended: a bar in place on a terminal, else a line each second. Who
   * presses Enter sees where the run is.
   *
   * @throws ExecutionException if the run fails
   */
  static void watch(FlowRun run) throws InterruptedException, ExecutionException, IOException {
    CompletableFuture<Void> end = run.completion().toCompletableFuture();
    long start = System.nanoTime();
    OptionalDouble first = OptionalDouble.empty();
    while (!end.isDone()) {
      FlowProgress progress = run.progress();
      if (progress.share().isPresent()) {
        double share = progress.share().getAsDouble();
        first = first.isPresent() ? first : progress.share();
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        show(line(share, share - first.getAsDouble(), progress.outputs(), elapsed));
      }
      if (System.in.available() > 0) {
        System.in.readNBytes(System.in.available());
        show("\n" + run.trace().toCompletableFuture().get() + "\n");
      }
      Thread.sleep(TERMINAL ? 100 : 1_000);
    }
    end.get();
    show("\n");
  }

  private static void show(String text) {
    System.err.print(TERMINAL ? "\r" + text : text + "\n");
    System.err.flush();
  }

  /**
   * Returns the line.
   *
   * @param share how much is done in all
   * @param now how much of that since the process was started
   * @param chunks how many chunks that were
   * @param elapsed how long that took
   */
  static String line(double share, double now, long chunks, Duration elapsed) {
    int done = (int) Math.round(share * WIDTH);
    double seconds = Math.max(1e-3, elapsed.toMillis() / 1e3);
    String left = now <= 0 ? "?" : "%.0f".formatted(seconds * (1 - share) / now);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%, %,d chunks, %,.0f/s, %s s left ",
        "=".repeat(done),
        " ".repeat(WIDTH - done),
        share * 100,
        chunks,
        chunks / seconds,
        left);
  }
}
