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
 * Results of several runs on one JDK are taken together.
 */
public final class Report {
  /** The first of them that a benchmark has is what its variants are compared with. */
  private static final List<String> BASELINES = List.of("handLoop", "plainFlow", "springBatch");

  private static final double CONFIDENCE = 0.999;

  /** What is read of a JMH result; Gson goes by the names. */
  private record Result(
      String jdkVersion,
      String benchmark,
      @Nullable Map<String, String> params,
      Metric primaryMetric) {

    String variant() {
      return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /** The benchmark's class without its package, and its parameters if it has any. */
    String title() {
      String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
      String name = type.substring(type.lastIndexOf('.') + 1);
      return params == null ? name : name + ", " + String.join(", ", params.values());
    }
  }

  private record Metric(String scoreUnit, List<List<Double>> rawData) {}

  /**
   * The times of one benchmark.
   *
   * @param unit of the times
   * @param jdks the times of each variant, on each JDK
   */
  private record Table(String unit, Map<String, Map<String, ListStatistics>> jdks) {

    void add(Result result) {
      Map<String, ListStatistics> variants =
          jdks.computeIfAbsent(result.jdkVersion(), jdk -> new LinkedHashMap<>());
      ListStatistics times =
          variants.computeIfAbsent(result.variant(), variant -> new ListStatistics());
      for (List<Double> fork : result.primaryMetric().rawData()) {
        fork.forEach(times::addValue);
      }
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
    text.append("| JDK | variant | median, ").append(table.unit());
    text.append(" | ratio | mean ± error (99.9 %) | best |\n");
    text.append("| --- | --- | ---: | ---: | ---: | ---: |\n");
    for (Map.Entry<String, Map<String, ListStatistics>> jdk : table.jdks().entrySet()) {
      String first = baseline(title, jdk.getKey(), jdk.getValue());
      Statistics baseline = Objects.requireNonNull(jdk.getValue().get(first));
      // The baseline comes first, then the fastest.
      jdk.getValue().entrySet().stream()
          .sorted(
              Comparator.comparing(
                  variant -> variant.getKey().equals(first) ? 0 : median(variant.getValue())))
          .forEach(variant -> text.append(row(jdk.getKey(), variant, baseline)));
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

  private static String row(
      String jdk, Map.Entry<String, ? extends Statistics> variant, Statistics baseline) {
    Statistics times = variant.getValue();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.0f | %.2f | %.0f ± %.0f | %.0f |\n",
        jdk,
        variant.getKey(),
        median(times),
        median(times) / median(baseline),
        times.getMean(),
        times.getMeanErrorAt(CONFIDENCE),
        times.getMin());
  }

  private static double median(Statistics times) {
    return times.getPercentile(50);
  }
}
