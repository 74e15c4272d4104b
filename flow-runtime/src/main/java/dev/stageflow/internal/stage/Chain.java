package dev.stageflow.internal.stage;

import dev.stageflow.FlowKey;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.PlanException;
import dev.stageflow.internal.plan.Planner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The stages of a flow so far. A stage's index here is its element's index in the plan.
 *
 * @param input names the input
 * @param stages the stages and contexts in order
 * @param site where it was begun
 */
public record Chain(Stage.Label input, List<Stage> stages, CallSite site) {

  public Chain {
    stages = List.copyOf(stages);
  }

  public FlowPlan plan() throws PlanException {
    List<String> names = names();
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      elements.add(stages.get(i).element(names.get(i)));
    }
    return Planner.plan(elements, true);
  }

  /** Returns each stage's name; a context has that of the stage that opens it. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    int place = 0;
    for (int i = 0; i < stages.size(); i++) {
      Stage named = stages.get(opensNext(i) ? i + 1 : i);
      if ((i == 0 || !opensNext(i - 1)) && !(named instanceof Stage.Output)) {
        place++;
      }
      String name = named.label().name();
      names.add(name != null ? name : named.kind().name().toLowerCase(Locale.ROOT) + place);
    }
    return names;
  }

  /**
   * Returns whether a context belongs to the next stage: it does not if another context, an output
   * or nothing follows.
   */
  public boolean opensNext(int index) {
    return stages.get(index) instanceof Stage.Context
        && index + 1 < stages.size()
        && !(stages.get(index + 1) instanceof Stage.Context)
        && !(stages.get(index + 1) instanceof Stage.Output);
  }

  /** Returns the values that have keys. */
  public Map<FlowKey<?>, Integer> keys() {
    Map<FlowKey<?>, Integer> keys = new HashMap<>();
    for (int value = FlowPlan.RUN; value < stages.size(); value++) {
      FlowKey<?> key = keyOf(value);
      if (key != null) {
        keys.put(key, value);
      }
    }
    return keys;
  }

  public @Nullable FlowKey<?> keyOf(int value) {
    Stage.Label label = value == FlowPlan.RUN ? input : stages.get(value).label();
    return label.key();
  }

  /**
   * Checks that no name is given twice.
   *
   * @throws IllegalStateException if one is
   */
  public void requireUniqueNames() {
    List<String> names = names();
    Set<String> stageNames = new HashSet<>();
    Set<String> valueNames = new HashSet<>();
    requireUnique(keyOf(FlowPlan.RUN), valueNames);
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      if (!opensNext(i) && !(stage instanceof Stage.Output) && !stageNames.add(names.get(i))) {
        throw new IllegalStateException("two stages are named '" + names.get(i) + "'");
      }
      requireUnique(stage.label().key(), valueNames);
      if (stage instanceof Stage.Accumulate accumulate) {
        requireUnique(accumulate.bucket(), valueNames);
      }
    }
  }

  private static void requireUnique(@Nullable FlowKey<?> key, Set<String> names) {
    if (key != null && !names.add(key.name())) {
      throw new IllegalStateException("two values are named '" + key.name() + "'");
    }
  }

  /**
   * Checks that all outputs are those of the last stage.
   *
   * @throws IllegalStateException if there is another one
   */
  public void requireOneOutput() {
    for (Stage stage : stages) {
      if (stage.hasOutput()) {
        throw new IllegalStateException(
            "the flow has outputs besides those of its last stage:"
                + " call build(Class) with the type of all of them");
      }
    }
  }

  public static String text(FlowKey<?> key) {
    return "'" + key.name() + "' of type " + key.type().getTypeName();
  }
}
