package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Measures for how long other events of a loop have to wait while it makes 100 reports at once: by
 * flows with slices of a millisecond, and by a plain loop in a task for each. In either case the
 * loop gives other events their turn after each millisecond, or as soon after it as the task that
 * it is in returns.
 */
public final class LoopGap {
  private static final int REPORTS = 100;
  private static final Duration SLICE = Duration.ofMillis(1);

  private LoopGap() {}

  /**
   * Prints the largest gap between two turns of an event that is always ready, and the 99.9th
   * percentile.
   *
   * @param arguments none
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    NestedSequences reports = new NestedSequences();
    reports.size = "1000 x 50 x 100";
    reports.createRegion();
    Flow<Region, Long> flow = RegionReportFlow.of(new RegionReport());
    System.out.printf("JDK %s, %d reports of %s%n", Runtime.version(), REPORTS, reports.size);
    for (String round : new String[] {"cold", "warm"}) {
      measure(
          round + ", flows",
          (loop, done) -> flow.on(loop).timeSlice(SLICE).start(reports.region(), done::accept));
      measure(
          round + ", plain loops",
          (loop, done) -> loop.execute(() -> done.accept(reports.handLoop())));
    }
  }

  /** Starts one report, and tells its total when it is done. */
  private interface Job {
    void start(Executor loop, Consumer<Long> done);
  }

  private static void measure(String what, Job job) throws InterruptedException {
    ExecutorService thread = Threads.loop();
    Turns turns = new Turns(thread);
    CountDownLatch left = new CountDownLatch(REPORTS);
    long start = System.nanoTime();
    thread.execute(
        () -> {
          turns.tick();
          for (int report = 0; report < REPORTS; report++) {
            job.start(turns, total -> left.countDown());
          }
        });
    left.await();
    double seconds = (System.nanoTime() - start) / 1e9;
    // On the loop itself: it would refuse the next tick if it were shut down within one.
    thread.execute(thread::shutdown);
    thread.awaitTermination(1, TimeUnit.MINUTES);
    Histogram gaps = turns.gaps;
    System.out.printf(
        Locale.ROOT,
        "%s: largest gap %.2f ms, 99.9th percentile %.2f ms, all done in %.1f s%n",
        what,
        gaps.getMaxValue() / 1e6,
        gaps.getValueAtPercentile(99.9) / 1e6,
        seconds);
  }

  /** A loop's tasks, of which it does as many in a row as fit into a slice. For the loop. */
  private static final class Turns implements Executor {
    final Histogram gaps = new Histogram(3);
    private final ExecutorService thread;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private long lastTick;

    Turns(ExecutorService thread) {
      this.thread = thread;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    /** The event that is always ready; upon it tasks have their turn. */
    void tick() {
      long now = System.nanoTime();
      if (lastTick != 0) {
        gaps.recordValue(now - lastTick);
      }
      lastTick = now;
      Runnable task = tasks.poll();
      while (task != null) {
        task.run();
        task = System.nanoTime() - now < SLICE.toNanos() ? tasks.poll() : null;
      }
      if (!thread.isShutdown()) {
        thread.execute(this::tick);
      }
    }
  }
}
