package dev.stageflow.processor.fuzz;

import dev.stageflow.FlowProgress;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stages have dropped, tried again and recovered. */
final class Counts {
  private final Map<String, int[]> all = new TreeMap<>();

  void dropped(Stage stage) {
    of(stage)[0]++;
  }

  void retried(Stage stage) {
    of(stage)[1]++;
  }

  void recovered(Stage stage) {
    of(stage)[2]++;
  }

  private int[] of(Stage stage) {
    return all.computeIfAbsent(stage.name(), name -> new int[3]);
  }

  List<String> told() {
    return all.entrySet().stream().map(it -> told(it.getKey(), it.getValue())).toList();
  }

  /** What a run has counted of a definition's stages. */
  static List<String> told(FlowProgress progress, List<Stage> stages) {
    List<String> names = stages.stream().map(Stage::name).toList();
    return progress.stages().stream()
        .filter(it -> names.contains(it.name()))
        .filter(it -> it.dropped() + it.retries() + it.recoveries() > 0)
        .map(it -> told(it.name(), it.dropped(), it.retries(), it.recoveries()))
        .sorted()
        .collect(Collectors.toList());
  }

  private static String told(String name, int[] counts) {
    return told(name, counts[0], counts[1], counts[2]);
  }

  private static String told(String name, long dropped, long retries, long recoveries) {
    return "%s: %d dropped, %d retries, %d recoveries"
        .formatted(name, dropped, retries, recoveries);
  }
}
