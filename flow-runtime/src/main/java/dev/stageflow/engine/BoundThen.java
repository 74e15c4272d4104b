package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import java.util.List;

/** Two flows, one after the other, of which the first needs no input. */
final class BoundThen<M, O> extends AbstractSourceFlow<O> implements Composition {
  private final AbstractSourceFlow<M> first;
  private final AbstractFlow<? super M, ? extends O> next;
  private final FlowOptions options;

  BoundThen(AbstractSourceFlow<M> first, AbstractFlow<? super M, ? extends O> next) {
    this.first = first;
    this.next = next;
    options = first.options();
  }

  @Override
  FlowOptions options() {
    return options;
  }

  @Override
  protected Frame begin(Sink<? super O> sink) {
    return new ThenFrame<>(first, next, sink);
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
