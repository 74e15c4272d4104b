package dev.stageflow.benchmarks.compile;

import dev.stageflow.benchmarks.NewJvm;
import dev.stageflow.benchmarks.Rounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.stream.DoubleStream;

/**
 * Measures how long processors take for 1,000 classes, and the whole compilation with each: in a
 * new JVM, as a build's first module has it, and warm, as in a build daemon or an IDE.
 */
public final class CompileTime {
  private static final int CLASSES = 1_000;
  private static final int FORKS = 3;
  private static final int COMPILATIONS = 8;

  /** From which compilation on a JVM counts as warm. */
  private static final int WARM = 4;

  private CompileTime() {}

  /**
   * Prints a table; takes ten minutes or more.
   *
   * @param arguments none; a new JVM of this very program is given the name of a contender, and
   *     prints three numbers for each compilation
   * @throws IOException if a JVM cannot be started or its output not read
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 1) {
      compile(Contender.valueOf(arguments[0]));
      return;
    }
    Map<Contender, List<Sample>> samples = new EnumMap<>(Contender.class);
    for (int fork = 0; fork < FORKS; fork++) {
      // In turn, so that all contenders have the same share of what else the machine does.
      for (Contender contender : Contender.values()) {
        samples.computeIfAbsent(contender, none -> new ArrayList<>()).addAll(fork(contender));
      }
    }
    System.out.print(table(samples));
  }

  /**
   * One compilation.
   *
   * @param index how many there were before in the same JVM
   * @param processor the time in the processor, in nanoseconds
   * @param bytes what was allocated there
   * @param total the whole time, in nanoseconds
   */
  record Sample(int index, long processor, long bytes, long total) {}

  private static void compile(Contender contender) throws IOException {
    for (int i = 0; i < COMPILATIONS; i++) {
      Compilation compilation = Compilation.of(contender, CLASSES);
      System.out.println(
          compilation.processorNanos()
              + " "
              + compilation.processorBytes()
              + " "
              + compilation.totalNanos());
    }
  }

  private static List<Sample> fork(Contender contender) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    Scanner numbers = new Scanner(NewJvm.run(CompileTime.class, contender.name(), "-Xmx2g"));
    while (numbers.hasNextLong()) {
      samples.add(
          new Sample(samples.size(), numbers.nextLong(), numbers.nextLong(), numbers.nextLong()));
    }
    return samples;
  }

  /** Medians, and the best, as a Markdown table. */
  static String table(Map<Contender, List<Sample>> samples) {
    StringBuilder table =
        new StringBuilder(
            """
            | JDK | JVM | processor | in the processor, µs a class | best | kB a class | of the compilation | whole compilation, ms |
            | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
            """);
    for (boolean warm : new boolean[] {false, true}) {
      samples.forEach(
          (contender, all) -> {
            List<Sample> counted =
                all.stream().filter(it -> warm ? it.index() >= WARM : it.index() == 0).toList();
            double[] times = counted.stream().mapToDouble(Sample::processor).toArray();
            double processor = Rounds.median(times);
            double bytes = Rounds.median(counted.stream().mapToDouble(Sample::bytes).toArray());
            double total = Rounds.median(counted.stream().mapToDouble(Sample::total).toArray());
            table.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.0f | %.0f | %.0f %% | %.0f |%n",
                    System.getProperty("java.version"),
                    warm ? "warm" : "new",
                    contender.title(),
                    processor / 1e3 / CLASSES,
                    DoubleStream.of(times).min().orElseThrow() / 1e3 / CLASSES,
                    bytes / 1e3 / CLASSES,
                    100 * processor / total,
                    total / 1e6));
          });
    }
    return table.toString();
  }
}
