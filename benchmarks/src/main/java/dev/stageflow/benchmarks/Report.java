package dev.stageflow.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Turns JMH's JSON results into Markdown tables: one for each benchmark, with every variant's time
 * beside that of the hand-written loop on the same JDK, or of what else it is compared with.
 * Results of several runs on one JDK are taken together. Where {@link ProcessorTime} was measured,
 * variants are compared by it.
 */
public final class Report {
  /** The first of them that a benchmark has is what its variants are compared with. */
  private static final List<String> BASELINES = List.of("handLoop", "plainFlow", "springBatch");

  private static final double CONFIDENCE = 0.999;

  /** What {@code -prof gc} tells in bytes a call. */
  private static final String BYTES = "gc.alloc.rate.norm";

  /** What is read of a JMH result; Gson goes by the names. */
  private record Result(
      String jdkVersion,
      String benchmark,
      @Nullable Map<String, String> params,
      Metric primaryMetric,
      @Nullable Map<String, Metric> secondaryMetrics) {

    String variant() {
      return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** The benchmark's class without its package, and its parameters if it has any. */
    String title() {
      String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
      String name = type.substring(type.lastIndexOf('.') + 1);
      return params == null ? name : name + ", " + String.join(", ", params.values());
    }

    @Nullable Metric secondary(String label) {
      return secondaryMetrics == null ? null : secondaryMetrics.get(label);
    }
  }

  private record Metric(String scoreUnit, List<List<Double>> rawData) {}

  /**
   * What was measured of one variant.
   *
   * @param elapsed the time that passed
   * @param processor processor time in nanoseconds; empty if it was not measured
   * @param bytes what was allocated; empty if it was not measured
   */
  private record Samples(ListStatistics elapsed, ListStatistics processor, ListStatistics bytes) {

    Samples() {
      this(new ListStatistics(), new ListStatistics(), new ListStatistics());
    }

    void add(Result result) {
      add(result.primaryMetric(), elapsed);
      add(result.secondary(ProcessorTime.LABEL), processor);
      add(result.secondary(BYTES), bytes);
    }

    private static void add(@Nullable Metric metric, ListStatistics values) {
      if (metric != null) {
        for (List<Double> fork : metric.rawData()) {
          fork.forEach(values::addValue);
        }
      }
    }

    /** Returns what variants are compared by. */
    ListStatistics compared() {
      return processor.getN() == 0 ? elapsed : processor;
    }
  }

  /**
   * The results of one benchmark.
   *
   * @param unit of the time that passed
   * @param jdks the samples of each variant, on each JDK
   */
  private record Table(String unit, Map<String, Map<String, Samples>> jdks) {

    void add(Result result) {
      jdks.computeIfAbsent(result.jdkVersion(), jdk -> new LinkedHashMap<>())
          .computeIfAbsent(result.variant(), variant -> new Samples())
          .add(result);
    }

    /** Returns whether the processor time of all variants is known. */
    boolean hasProcessorTime() {
      return jdks.values().stream()
          .flatMap(variants -> variants.values().stream())
          .allMatch(samples -> samples.processor().getN() > 0);
    }
  }

  private Report() {}

  /**
   * Prints the tables.
   *
   * @param files the result files of one or more JMH runs
   */
  public static void main(String[] files) {
    if (files.length == 0) {
      System.err.println("usage: Report RESULT.json...");
      System.exit(2);
    }
    try {
      System.out.print(markdown(Arrays.stream(files).map(Path::of).toList()));
    } catch (IOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Makes the tables.
   *
   * @param files JMH's results as JSON
   * @return a heading and a table for each benchmark, in the order of the files
   * @throws IOException if a file cannot be read, is no such result, or lacks the baseline
   */
  static String markdown(List<Path> files) throws IOException {
    Map<String, Table> tables = new LinkedHashMap<>();
    for (Path file : files) {
      for (Result result : read(file)) {
        tables
            .computeIfAbsent(
                result.title(),
                title -> new Table(result.primaryMetric().scoreUnit(), new LinkedHashMap<>()))
            .add(result);
      }
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Table> table : tables.entrySet()) {
      append(text, table.getKey(), table.getValue());
    }
    return text.toString();
  }

  private static Result[] read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Gson().fromJson(reader, Result[].class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is no JMH result in JSON", e);
    }
  }

  private static void append(StringBuilder text, String title, Table table) throws IOException {
    text.append("### ").append(title).append("\n\n");
    boolean byProcessor = table.hasProcessorTime();
    text.append(
        byProcessor
            ? """
              | JDK | variant | processor time, ns | ratio | best | elapsed, %s | bytes |
              | --- | --- | ---: | ---: | ---: | ---: | ---: |
              """
                .formatted(table.unit())
            : """
              | JDK | variant | median, %s | ratio | mean ± error (99.9 %%) | best |
              | --- | --- | ---: | ---: | ---: | ---: |
              """
                .formatted(table.unit()));
    for (Map.Entry<String, Map<String, Samples>> jdk : table.jdks().entrySet()) {
      String first = baseline(title, jdk.getKey(), jdk.getValue());
      Samples baseline = Objects.requireNonNull(jdk.getValue().get(first));
      // The baseline comes first, then the fastest.
      jdk.getValue().entrySet().stream()
          .sorted(
              Comparator.comparing(
                  variant ->
                      variant.getKey().equals(first) ? 0 : median(variant.getValue().compared())))
          .forEach(
              variant -> {
                String start = "| %s | %s ".formatted(jdk.getKey(), variant.getKey());
                text.append(start)
                    .append(
                        byProcessor
                            ? processorColumns(variant.getValue(), baseline)
                            : elapsedColumns(variant.getValue(), baseline));
              });
    }
    text.append('\n');
  }

  private static String baseline(String title, String jdk, Map<String, ?> variants)
      throws IOException {
    return BASELINES.stream()
        .filter(variants::containsKey)
        .findFirst()
        .orElseThrow(
            () -> new IOException(title + " has no result of any of " + BASELINES + " on " + jdk));
  }

  private static String elapsedColumns(Samples variant, Samples baseline) {
    Statistics times = variant.elapsed();
    return String.format(
        Locale.ROOT,
        "| %.0f | %.2f | %.0f ± %.0f | %.0f |\n",
        median(times),
        median(times) / median(baseline.elapsed()),
        times.getMean(),
        times.getMeanErrorAt(CONFIDENCE),
        times.getMin());
  }

  private static String processorColumns(Samples variant, Samples baseline) {
    Statistics times = variant.processor();
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %s | %s | %s |\n",
        rounded(median(times)),
        median(times) / median(baseline.processor()),
        rounded(times.getMin()),
        rounded(median(variant.elapsed())),
        variant.bytes().getN() == 0 ? "" : "%.0f".formatted(median(variant.bytes())));
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
  }

  private static double median(Statistics times) {
    return times.getPercentile(50);
  }
}
