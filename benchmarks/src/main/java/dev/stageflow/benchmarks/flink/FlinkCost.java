package dev.stageflow.benchmarks.flink;

import com.sun.management.OperatingSystemMXBean;
import dev.stageflow.benchmarks.Rounds;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Measures what a flow costs as an operator of Flink: whole jobs on a cluster in this JVM by the
 * processor time of the process, and the operator alone by that of its thread.
 */
public final class FlinkCost {
  private static final int[] SIZES = {1, 16, 256};
  private static final int[] NONE = {};

  /** Items of an element of the operator alone. */
  private static final int FEW = 4;

  private static final int WARM_UP = 2;
  private static final long COMPUTED = 2_000_000;
  private static final long ASKED = 200_000;
  private static final long ALONE = 3_000_000;

  private FlinkCost() {}

  /** What is compared. */
  enum Part {
    ALONE,
    COMPUTING,
    ASKING
  }

  /**
   * Runs the comparisons.
   *
   * @param arguments none, or how many rounds, by what the number of elements is divided, and which
   *     comparisons of {@code alone}, {@code computing} and {@code asking}
   * @throws Exception if a job fails, or gives another result than by hand
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7;
    long divisor = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (int each = 2; each < arguments.length; each++) {
      parts.add(Part.valueOf(arguments[each].toUpperCase(Locale.ROOT)));
    }
    System.out.printf("JDK %s%n", Runtime.version());
    compare(
        parts.isEmpty() ? EnumSet.allOf(Part.class) : parts, WARM_UP, rounds, divisor, System.out);
  }

  static void compare(Set<Part> parts, int warmUp, int rounds, long divisor, PrintStream out)
      throws Exception {
    if (parts.contains(Part.ALONE)) {
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      OperatorAlone.compare(
          FEW,
          ALONE / divisor,
          new Ratios(new Rounds(warmUp, rounds, threads::getCurrentThreadCpuTime), out));
    }
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Ratios jobRounds = new Ratios(new Rounds(warmUp, rounds, system::getProcessCpuTime), out);
    try (Jobs jobs = Jobs.start()) {
      for (int items : parts.contains(Part.COMPUTING) ? SIZES : NONE) {
        WholeJob.compare(jobs, items, COMPUTED / divisor, jobRounds);
      }
      for (int items : parts.contains(Part.ASKING) ? SIZES : NONE) {
        AskingJob.compare(jobs, items, ASKED / divisor, jobRounds);
      }
    }
  }
}
