package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.Sink;

/** Two flows, one after the other, of which the first needs no input. */
final class BoundThen<M, O> extends AbstractSourceFlow<O> {
  private final AbstractSourceFlow<M> first;
  private final AbstractFlow<? super M, ? extends O> next;

  BoundThen(AbstractSourceFlow<M> first, AbstractFlow<? super M, ? extends O> next) {
    this.first = first;
    this.next = next;
  }

  @Override
  protected Frame begin(Sink<? super O> sink) {
    return new ThenFrame<>(first, next, sink);
  }

  @Override
  public FlowDescription describe() {
    return ThenFlow.describe(first.describe(), next.describe());
  }
}
