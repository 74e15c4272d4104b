package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Frame;
import java.util.List;

/** Two flows, one after the other. */
final class ThenFlow<I, M, O> extends AbstractFlow<I, O> implements Composition {
  private final AbstractFlow<I, M> first;
  private final AbstractFlow<? super M, ? extends O> next;

  ThenFlow(AbstractFlow<I, M> first, AbstractFlow<? super M, ? extends O> next) {
    this(first, next, first.options());
  }

  private ThenFlow(
      AbstractFlow<I, M> first, AbstractFlow<? super M, ? extends O> next, FlowOptions options) {
    super(options);
    this.first = first;
    this.next = next;
  }

  @Override
  public Flow<I, O> using(FlowOptions options) {
    return new ThenFlow<>(first, next, options);
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
