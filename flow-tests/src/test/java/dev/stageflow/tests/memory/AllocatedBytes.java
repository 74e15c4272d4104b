package dev.stageflow.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;

/**
 * How many bytes the calling thread allocates, which does not depend on how fast it is. The figures
 * are exact where nothing is optimized away, as in Maven's build. HotSpot's second compiler can
 * leave objects out, so what it can is asserted by an upper limit that one more object exceeds.
 */
final class AllocatedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 11;
  private static final int RUNS = 200;

  /** So many that what is made for a thousand items at once counts. */
  private static final int ITEMS = 2_048;

  private static final int REFERENCE;

  static {
    THREADS.setThreadAllocatedMemoryEnabled(true);
    long before = allocated();
    Object[] references = new Object[ITEMS];
    REFERENCE = (int) (allocated() - before) / references.length;
  }

  /** What is measured. */
  @FunctionalInterface
  interface Job<I> {

    /** Returns what came of it. */
    Object run(I input) throws Exception;
  }

  private AllocatedBytes() {}

  /** Returns what one run takes: the least of all rounds, as the first one also loads classes. */
  static long ofRun(Callable<?> run) throws Exception {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, ofRuns(RUNS, run));
    }
    return least / RUNS;
  }

  /**
   * Returns what one more item takes: the median of all rounds. Each compares many items with few,
   * which were run just before, by the same code unless it was compiled meanwhile.
   *
   * @param input makes an input of so many items, which is not counted
   * @param run runs it
   */
  static <I> double ofItem(IntFunction<I> input, Job<? super I> run) throws Exception {
    I few = input.apply(ITEMS);
    I many = input.apply(2 * ITEMS);
    long[] differences = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long ofFew = ofRuns(1, () -> run.run(few));
      differences[round] = ofRuns(1, () -> run.run(many)) - ofFew;
    }
    Arrays.sort(differences);
    return (double) differences[ROUNDS / 2] / ITEMS;
  }

  private static long ofRuns(int runs, Callable<?> run) throws Exception {
    assumeTrue(REFERENCE == Integer.BYTES, "all objects are larger in a heap of 32 GB");
    Object last = null;
    long before = allocated();
    for (int i = 0; i < runs; i++) {
      last = run.call();
    }
    long bytes = allocated() - before;
    assertThat(last).isNotNull();
    return bytes;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
