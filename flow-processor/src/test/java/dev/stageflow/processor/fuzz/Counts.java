package dev.stageflow.processor.fuzz;

import dev.stageflow.FlowProgress;
import dev.stageflow.processor.fuzz.Stage.Trait;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stages have dropped, tried again and recovered. Not what a fork has dropped: its call is
 * counted as it ends, also where nobody takes its value any more.
 */
final class Counts {
  private final Map<String, int[]> all = new TreeMap<>();

  void dropped(Stage stage) {
    if (!stage.has(Trait.FORK)) {
      of(stage)[0]++;
    }
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
    Map<String, Stage> byName =
        stages.stream().collect(Collectors.toMap(Stage::name, stage -> stage));
    return progress.stages().stream()
        .filter(it -> byName.containsKey(it.name()))
        .map(it -> counts(it, byName.get(it.name())))
        .filter(it -> it.all.values().stream().anyMatch(counts -> IntStream.of(counts).sum() > 0))
        .flatMap(it -> it.told().stream())
        .sorted()
        .toList();
  }

  private static Counts counts(FlowProgress.Stage counted, Stage stage) {
    Counts counts = new Counts();
    counts.all.put(
        counted.name(),
        new int[] {
          stage.has(Trait.FORK) ? 0 : (int) counted.dropped(),
          (int) counted.retries(),
          (int) counted.recoveries()
        });
    return counts;
  }

  private static String told(String name, int[] counts) {
    return "%s: %d dropped, %d retries, %d recoveries"
        .formatted(name, counts[0], counts[1], counts[2]);
  }
}
