package dev.stageflow.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures the processor time of a whole JVM that puts one item through four functions and ends:
 * what a command-line tool or a function in the cloud pays, most of it for loading classes.
 */
public final class ColdStart {
  private static final int ROUNDS = 15;

  private ColdStart() {}

  /** What the JVM does. */
  enum Way {
    PLAIN("plain calls"),
    GENERATED("generated flow"),
    ON_EXECUTOR("generated flow on an executor"),
    BUILT("built flow"),
    KOTLIN_FLOW("Kotlin Flow"),
    MUTINY("Mutiny"),
    PEKKO("Pekko"),
    REACTOR("Reactor"),
    RX_JAVA("RxJava");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    /** Each loads no more than its own classes. */
    private Callable<String> call() {
      ShortFlow.Steps steps = new ShortFlow.Steps();
      String text = ShortFlow.TEXT;
      return switch (this) {
        case PLAIN -> () -> ShortFlow.plain(steps, text);
        case GENERATED -> () -> ShortFlow_StepsFlow.of(steps).single(text);
        case ON_EXECUTOR ->
            () -> ShortFlow_StepsFlow.of(steps).on(Runnable::run).single(text).join();
        case BUILT -> () -> ShortFlow.build(steps).single(text);
        case KOTLIN_FLOW -> () -> KotlinFlows.line(steps, text);
        case MUTINY -> () -> ShortFlow.mutiny(steps, text);
        case PEKKO -> () -> ShortFlow.pekko(steps, text);
        case REACTOR -> () -> ShortFlow.reactor(steps, text);
        case RX_JAVA -> () -> ShortFlow.rxJava(steps, text);
      };
    }
  }

  /**
   * Prints a table of the processor time of JVMs that are started in turn.
   *
   * @param arguments none; a new JVM of this very program is given the name of a way, and prints
   *     its processor time in nanoseconds
   * @throws Exception if a JVM cannot be started, or fails
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      String line = Way.valueOf(arguments[0]).call().call();
      if (!line.equals(ShortFlow.LINE)) {
        throw new IllegalStateException(arguments[0] + " gives " + line);
      }
      System.out.println(
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime());
      return;
    }
    System.out.print(table(ROUNDS));
  }

  /** Starts a JVM for each way, so many times in turn. */
  static String table(int rounds) throws IOException, InterruptedException {
    Map<Way, List<Double>> millis = new EnumMap<>(Way.class);
    for (int round = 0; round < rounds; round++) {
      for (Way way : Way.values()) {
        millis
            .computeIfAbsent(way, none -> new ArrayList<>())
            .add(Long.parseLong(NewJvm.run(ColdStart.class, way.name()).strip()) / 1e6);
      }
    }
    StringBuilder table =
        new StringBuilder(
            """
            | JDK | by | processor time, ms | best |
            | --- | --- | ---: | ---: |
            """);
    millis.forEach(
        (way, times) ->
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.0f |%n",
                    System.getProperty("java.version"),
                    way.title,
                    Rounds.median(times.stream().mapToDouble(Double::doubleValue).toArray()),
                    times.stream().mapToDouble(Double::doubleValue).min().orElseThrow())));
    return table.toString();
  }
}
