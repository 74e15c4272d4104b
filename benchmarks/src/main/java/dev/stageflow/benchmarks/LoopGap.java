package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * Measures for how long other events have to wait while one thread, or several, make 100 reports at
 * once: a loop by flows with slices of a millisecond, and by a plain loop in a task for each; and
 * as many carriers of virtual threads, where the JDK has them, by a plain loop in a thread for
 * each.
 *
 * <p>Then it cancels all reports when they have run for a while, and measures how long it takes
 * until none runs: a plain loop that has begun goes on to its end.
 */
public final class LoopGap {
  static final Duration SLICE = Duration.ofMillis(1);

  private static final int REPORTS = 100;
  private static final String SIZE = "1000 x 50 x 100";
  private static final Duration UNTIL_CANCEL = Duration.ofMillis(200);

  private final NestedSequences reports = new NestedSequences();
  private final Flow<Region, Long> flow = RegionReportFlow.of(new RegionReport());
  private final int threads;
  private final int count;
  private final PrintStream out;

  private LoopGap(int threads, int count, String size, PrintStream out) {
    this.threads = threads;
    this.count = count;
    this.out = out;
    reports.size = size;
    reports.createRegion();
  }

  /**
   * Prints, as rows of a table, the longest wait of an event, the 99.9th percentile of the waits,
   * how long it takes to make all reports, and to cancel them.
   *
   * @param arguments the number of threads, or none for one
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    String threads = arguments.length == 0 ? "1" : arguments[0];
    System.setProperty("jdk.virtualThreadScheduler.parallelism", threads);
    System.setProperty("jdk.virtualThreadScheduler.maxPoolSize", threads);
    measure(Integer.parseInt(threads), REPORTS, SIZE, System.out);
  }

  static void measure(int threads, int count, String size, PrintStream out)
      throws InterruptedException {
    LoopGap gap = new LoopGap(threads, count, size, out);
    for (String round : new String[] {"cold", "warm"}) {
      gap.measure(round, "flows", gap::newLoop, gap::startFlow);
      gap.measure(round, "plain loops", gap::newLoop, gap::startPlainLoop);
      if (Runtime.version().feature() >= 21) {
        gap.measure(round, "virtual threads", Carrier::new, gap::startPlainLoop);
      }
    }
  }

  private TickingExecutor newLoop() {
    return new EventLoop(threads);
  }

  /** Makes reports. */
  private interface Job {

    /**
     * Starts one report.
     *
     * @param ended called when it is made, or canceled
     * @return cancels it
     */
    Runnable start(Executor executor, Runnable ended);
  }

  private Runnable startFlow(Executor executor, Runnable ended) {
    FlowRun run = flow.on(executor).timeSlice(SLICE).start(reports.region());
    CompletionStage<Void> unused = run.completion().whenComplete((nothing, failure) -> ended.run());
    return run::cancel;
  }

  private Runnable startPlainLoop(Executor executor, Runnable ended) {
    AtomicBoolean canceled = new AtomicBoolean();
    executor.execute(
        () -> {
          if (!canceled.get() && reports.handLoop() == 0) {
            throw new IllegalStateException("a report without revenue");
          }
          ended.run();
        });
    return () -> canceled.set(true);
  }

  private void measure(String round, String by, Supplier<TickingExecutor> executors, Job job)
      throws InterruptedException {
    TickingExecutor executor = executors.get();
    CountDownLatch left = new CountDownLatch(count);
    long start = System.nanoTime();
    start(executor, job, left);
    left.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    Histogram waits = executor.stop();
    out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %s | %.2f | %.2f | %.1f | %.1f |%n",
        System.getProperty("java.version"),
        threads,
        round,
        by,
        waits.getMaxValue() / 1e6,
        waits.getValueAtPercentile(99.9) / 1e6,
        seconds,
        cancelMillis(executors, job));
  }

  /**
   * Starts all reports by one event.
   *
   * @return what cancels them, for events that come later
   */
  private List<Runnable> start(TickingExecutor executor, Job job, CountDownLatch left) {
    List<Runnable> cancels = new ArrayList<>();
    executor.event(
        () -> {
          for (int report = 0; report < count; report++) {
            cancels.add(job.start(executor, left::countDown));
          }
        });
    return cancels;
  }

  private double cancelMillis(Supplier<TickingExecutor> executors, Job job)
      throws InterruptedException {
    TickingExecutor executor = executors.get();
    CountDownLatch left = new CountDownLatch(count);
    List<Runnable> cancels = start(executor, job, left);
    Thread.sleep(UNTIL_CANCEL.toMillis());
    long start = System.nanoTime();
    executor.event(() -> cancels.forEach(Runnable::run));
    left.await();
    double millis = (System.nanoTime() - start) / 1e6;
    Histogram unused = executor.stop();
    return millis;
  }
}
