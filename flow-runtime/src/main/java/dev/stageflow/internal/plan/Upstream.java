package dev.stageflow.internal.plan;

import static dev.stageflow.internal.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.internal.plan.FlowPlan.RUN;

import dev.stageflow.internal.plan.Element.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the next stage of a flow finds. Each stage changes what it finds itself.
 *
 * @param item the value that arrives, or {@link FlowPlan#NO_VALUE}
 * @param scope the values from further up that are in scope, outermost first, the item not among
 *     them
 * @param forks those of the scope that end with the item, as they were started for it
 * @param context the innermost open context: an element's index or {@link FlowPlan#RUN}
 * @param outside what was found where that context was opened; null if that is here
 */
public record Upstream(
    int item, List<Integer> scope, List<Integer> forks, int context, @Nullable Upstream outside) {

  /**
   * Returns what a flow's first stage finds.
   *
   * @param hasInput whether it takes an item
   * @return the input, or nothing
   */
  public static Upstream first(boolean hasInput) {
    return new Upstream(hasInput ? RUN : NO_VALUE, List.of(), List.of(), RUN, null);
  }

  /**
   * Returns what the stage after the next one finds.
   *
   * @param index the index of the next stage, or context
   * @param kind what it does with an item
   * @param traits what else it does
   * @return what it leaves
   */
  public Upstream after(int index, Element.Kind kind, Set<Trait> traits) {
    return switch (kind) {
      case FILTER, CONSUMER, OUTPUT -> this;
      case CONTEXT ->
          new Upstream(
              item, scope, forks, index, traits.contains(Trait.GROUPS) ? outlivingItem() : this);
      case FORK ->
          new Upstream(item, FlowPlan.with(scope, index), plus(forks, index), context, opening());
      case FUNCTION ->
          new Upstream(
              index,
              traits.contains(Trait.REPLACES_ITEM) ? scope : scopeWithItem(),
              traits.contains(Trait.PARALLEL) ? List.of() : forks,
              context,
              opening());
      case SEQUENCE, SUBFLOW -> new Upstream(index, scopeWithItem(), List.of(), context, opening());
      case ACCUMULATE -> {
        Upstream opening = opening();
        yield new Upstream(
            index, opening.scopeWithItem(), opening.forks, opening.context, opening.opening());
      }
    };
  }

  /**
   * Returns what is found by what outlives the item, as a group does: not the forks that end with
   * it.
   */
  Upstream outlivingItem() {
    if (forks.isEmpty()) {
      return this;
    }
    List<Integer> kept = List.of();
    for (int value : scope) {
      kept = forks.contains(value) ? kept : FlowPlan.with(kept, value);
    }
    return new Upstream(item, kept, List.of(), context, outside);
  }

  private static List<Integer> plus(List<Integer> forks, int fork) {
    List<Integer> all = new ArrayList<>(forks);
    all.add(fork);
    return List.copyOf(all);
  }

  private Upstream opening() {
    return outside == null ? this : outside;
  }

  private List<Integer> scopeWithItem() {
    return FlowPlan.with(scope, item);
  }
}
