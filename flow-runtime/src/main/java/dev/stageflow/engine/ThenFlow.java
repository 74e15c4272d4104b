package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowDescription.Stage;
import dev.stageflow.Sink;
import java.util.ArrayList;
import java.util.List;

/** Two flows, one after the other. */
final class ThenFlow<I, M, O> extends AbstractFlow<I, O> {
  private final AbstractFlow<I, M> first;
  private final AbstractFlow<? super M, ? extends O> next;

  ThenFlow(AbstractFlow<I, M> first, AbstractFlow<? super M, ? extends O> next) {
    this.first = first;
    this.next = next;
  }

  /** Describes both; a context that the first one leaves open holds the second one's stages. */
  static FlowDescription describe(FlowDescription first, FlowDescription next) {
    List<Stage> stages = new ArrayList<>(first.stages());
    stages.addAll(next.stages());
    return new FlowDescription(first.name() + " then " + next.name(), first.input(), stages);
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) {
    return new ThenFrame<>(new BoundFlow<>(first, input), next, sink);
  }

  @Override
  public FlowDescription describe() {
    return describe(first.describe(), next.describe());
  }
}
