package dev.stageflow.benchmarks;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns JMH's JSON results, one file for each JDK, into Markdown tables: a table for each
 * benchmark, with every variant's time beside that of the hand-written loop.
 */
public final class Report {
  private static final String BASELINE = "handLoop";

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

  private record Metric(
      double score, double scoreError, String scoreUnit, List<List<Double>> rawData) {

    double best() {
      return rawData.stream()
          .flatMap(List::stream)
          .mapToDouble(Double::doubleValue)
          .min()
          .orElse(Double.NaN);
    }
  }

  private Report() {}

  /**
   * Prints the tables.
   *
   * @param files the result files of one or more JMH runs
   * @throws IOException if a file cannot be read
   */
  public static void main(String[] files) throws IOException {
    if (files.length == 0) {
      System.err.println("usage: Report RESULT.json...");
      System.exit(2);
    }
    List<Path> paths = Arrays.stream(files).map(Path::of).toList();
    System.out.print(markdown(paths));
  }

  /**
   * Makes the tables.
   *
   * @param files JMH's results as JSON
   * @return a heading and a table for each benchmark, in the order of the files
   * @throws IOException if a file cannot be read, or is no such result
   */
  static String markdown(List<Path> files) throws IOException {
    Map<String, List<Result>> tables = new LinkedHashMap<>();
    for (Path file : files) {
      for (Result result : read(file)) {
        tables.computeIfAbsent(result.title(), title -> new ArrayList<>()).add(result);
      }
    }
    StringBuilder text = new StringBuilder();
    tables.forEach((title, results) -> appendTable(text, title, results));
    return text.toString();
  }

  private static Result[] read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new Gson().fromJson(reader, Result[].class);
    } catch (JsonParseException e) {
      throw new IOException(file + " is no JMH result in JSON", e);
    }
  }

  private static void appendTable(StringBuilder text, String title, List<Result> results) {
    String unit = results.get(0).primaryMetric().scoreUnit();
    text.append("### ").append(title).append("\n\n");
    text.append("| JDK | variant | mean, ").append(unit);
    text.append(" | error (99.9 %) | ratio | best | ratio of best |\n");
    text.append("| --- | --- | ---: | ---: | ---: | ---: | ---: |\n");
    Map<String, List<Result>> byJdk = new LinkedHashMap<>();
    for (Result result : results) {
      byJdk.computeIfAbsent(result.jdkVersion(), jdk -> new ArrayList<>()).add(result);
    }
    byJdk.values().forEach(ofJdk -> appendRows(text, ofJdk));
    text.append('\n');
  }

  /** The baseline comes first, then the fastest. */
  private static void appendRows(StringBuilder text, List<Result> results) {
    Metric baseline =
        results.stream()
            .filter(result -> result.variant().equals(BASELINE))
            .map(Result::primaryMetric)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no result of " + BASELINE));
    results.sort(
        Comparator.comparing((Result result) -> !result.variant().equals(BASELINE))
            .thenComparing(result -> result.primaryMetric().score()));
    for (Result result : results) {
      Metric metric = result.primaryMetric();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.0f | ± %.0f | %.2f | %.0f | %.2f |\n",
              result.jdkVersion(),
              result.variant(),
              metric.score(),
              metric.scoreError(),
              metric.score() / baseline.score(),
              metric.best(),
              metric.best() / baseline.best()));
    }
  }
}
