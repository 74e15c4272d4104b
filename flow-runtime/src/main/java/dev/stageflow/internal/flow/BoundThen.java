package dev.stageflow.internal.flow;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.internal.frame.Frame;
import java.util.List;

/** Two flows, one after the other, of which the first needs no input. */
final class BoundThen<M, O> extends AbstractSourceFlow<O> implements Composition {
  private final AbstractSourceFlow<M> first;
  private final AbstractFlow<? super M, ? extends O> next;

  BoundThen(AbstractSourceFlow<M> first, AbstractFlow<? super M, ? extends O> next) {
    this(first, next, first.options());
  }

  private BoundThen(
      AbstractSourceFlow<M> first, AbstractFlow<? super M, ? extends O> next, FlowOptions options) {
    super(options);
    this.first = first;
    this.next = next;
  }

  @Override
  public SourceFlow<O> using(FlowOptions options) {
    return new BoundThen<>(first, next, options);
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
