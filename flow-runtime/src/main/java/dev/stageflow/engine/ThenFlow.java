package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import java.util.List;

/** Two flows, one after the other. */
final class ThenFlow<I, M, O> extends AbstractFlow<I, O> implements Composition {
  private final AbstractFlow<I, M> first;
  private final AbstractFlow<? super M, ? extends O> next;
  private final FlowOptions options;

  ThenFlow(AbstractFlow<I, M> first, AbstractFlow<? super M, ? extends O> next) {
    this.first = first;
    this.next = next;
    options = first.options();
  }

  @Override
  FlowOptions options() {
    return options;
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) {
    return new ThenFrame<>(new BoundFlow<>(first, input), next, sink);
  }

  @Override
  public List<Described> parts() {
    return List.of(first, next);
  }

  @Override
  public FlowDescription describe() {
    return Composition.super.describe();
  }
}
