package dev.stageflow.interpreter;

import dev.stageflow.Flow;
import dev.stageflow.engine.Subflows;
import dev.stageflow.function.StageFunction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Stages that are added to those of a definition: for each of its stages those that come after it,
 * in order. It is immutable. That a stage fits where it is added is told by the signatures of the
 * generated methods through which users add it.
 */
public final class AddedStages {

  /** No stages at all. */
  public static final AddedStages NONE = new AddedStages(Map.of());

  private final Map<String, List<Addition>> byStage;

  private AddedStages(Map<String, List<Addition>> byStage) {
    this.byStage = byStage;
  }

  /** A stage that takes what another one gives, and gives the same type. */
  sealed interface Addition {

    /** One in, at most one out. */
    record ByFunction(StageFunction<?, ?> function) implements Addition {}

    /** Each item is run through a flow. */
    record ByFlow(Flow<?, ?> flow) implements Addition {}
  }

  /**
   * Adds a function.
   *
   * @param stage the name of the stage that it comes after
   * @param function takes and gives what that stage gives
   * @return these stages and that one
   */
  public AddedStages after(String stage, StageFunction<?, ?> function) {
    return plus(stage, new Addition.ByFunction(Objects.requireNonNull(function, "function")));
  }

  /**
   * Adds a flow.
   *
   * @param stage the name of the stage that it comes after
   * @param flow takes and gives what that stage gives
   * @return these stages and that one
   * @throws IllegalArgumentException if the flow is none that Stageflow generated or built
   */
  public AddedStages after(String stage, Flow<?, ?> flow) {
    Subflows.requireComposable(Objects.requireNonNull(flow, "flow"));
    return plus(stage, new Addition.ByFlow(flow));
  }

  private AddedStages plus(String stage, Addition addition) {
    List<Addition> additions = new ArrayList<>(after(stage));
    additions.add(addition);
    Map<String, List<Addition>> all = new HashMap<>(byStage);
    all.put(stage, List.copyOf(additions));
    return new AddedStages(Map.copyOf(all));
  }

  /**
   * Tells whether there are none.
   *
   * @return true if nothing was added
   */
  public boolean isEmpty() {
    return byStage.isEmpty();
  }

  /** Gives what comes after a stage. */
  List<Addition> after(String stage) {
    return byStage.getOrDefault(stage, List.of());
  }
}
