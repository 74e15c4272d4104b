package dev.stageflow.internal.plan;

import static dev.stageflow.internal.plan.FlowPlan.NO_VALUE;
import static dev.stageflow.internal.plan.FlowPlan.RUN;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the next stage of a flow finds. Each stage changes what it finds itself.
 *
 * @param item the value that arrives, or {@link FlowPlan#NO_VALUE}
 * @param scope the values from further up that are in scope, outermost first, the item not among
 *     them
 * @param context the innermost open context: an element's index or {@link FlowPlan#RUN}
 * @param outside what was found where that context was opened; null if that is here
 */
public record Upstream(int item, List<Integer> scope, int context, @Nullable Upstream outside) {

  /**
   * Returns what a flow's first stage finds.
   *
   * @param hasInput whether it takes an item
   * @return the input, or nothing
   */
  public static Upstream first(boolean hasInput) {
    return new Upstream(hasInput ? RUN : NO_VALUE, List.of(), RUN, null);
  }

  /**
   * Returns what the stage after the next one finds.
   *
   * @param index the index of the next stage, or context
   * @param kind what it does with an item
   * @param replacesItem whether its value takes the place of its item
   * @return what it leaves
   */
  public Upstream after(int index, Element.Kind kind, boolean replacesItem) {
    return switch (kind) {
      case FILTER, CONSUMER, OUTPUT -> this;
      case CONTEXT -> new Upstream(item, scope, index, this);
      case FORK -> new Upstream(item, FlowPlan.with(scope, index), context, opening());
      case FUNCTION, SEQUENCE, SUBFLOW ->
          new Upstream(index, replacesItem ? scope : scopeWithItem(), context, opening());
      case ACCUMULATE -> {
        Upstream opening = opening();
        yield new Upstream(index, opening.scopeWithItem(), opening.context, opening.opening());
      }
    };
  }

  private Upstream opening() {
    return outside == null ? this : outside;
  }

  private List<Integer> scopeWithItem() {
    return FlowPlan.with(scope, item);
  }
}
