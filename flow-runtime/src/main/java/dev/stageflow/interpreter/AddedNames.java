package dev.stageflow.interpreter;

import dev.stageflow.interpreter.Stage.Label;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names stages that are added to a definition's: {@code afterOrders} and {@code afterOrders2} come
 * after {@code orders}. Where a stage has such a name already, it is counted on.
 */
final class AddedNames {
  private final Map<String, List<Integer>> additions;
  private final Set<String> taken = new HashSet<>();

  /**
   * Starts with the names of the definition's stages.
   *
   * @param stages all stages, the added ones without a name
   * @param additions the indices of the added stages, by the name of the one that they come after
   */
  AddedNames(List<Stage> stages, Map<String, List<Integer>> additions) {
    this.additions = additions;
    stages.stream().map(Stage::label).map(Label::name).forEach(taken::add);
  }

  /** Takes the name of an added stage. */
  interface Taker {

    /**
     * Takes a name.
     *
     * @param after the name of the stage that the added one comes after
     * @param index the index of the added one
     * @param name its name
     */
    void take(String after, int index, String name);
  }

  /** Hands out all names: the first of each stage before any second, so that few are counted on. */
  void forEach(Taker taker) {
    int most = additions.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < most; i++) {
      for (Map.Entry<String, List<Integer>> of : additions.entrySet()) {
        if (i < of.getValue().size()) {
          taker.take(of.getKey(), of.getValue().get(i), free(of.getKey(), i + 1));
        }
      }
    }
  }

  private String free(String after, int number) {
    String name = "after" + after.substring(0, 1).toUpperCase(Locale.ROOT) + after.substring(1);
    int count = number;
    String numbered = count == 1 ? name : name + count;
    while (!taken.add(numbered)) {
      count++;
      numbered = name + count;
    }
    return numbered;
  }
}
