package dev.stageflow.internal.flow;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.SourceFlow;
import dev.stageflow.internal.frame.Frame;
import java.util.List;

/** A flow with its input given. */
class BoundFlow<I, O> extends AbstractSourceFlow<O> implements Composition {
  private final AbstractFlow<I, O> flow;
  private final I input;

  BoundFlow(AbstractFlow<I, O> flow, I input) {
    this(flow, input, flow.options());
  }

  private BoundFlow(AbstractFlow<I, O> flow, I input, FlowOptions options) {
    super(options);
    this.flow = flow;
    this.input = input;
  }

  @Override
  public SourceFlow<O> using(FlowOptions options) {
    return new BoundFlow<>(flow, input, options);
  }

  @Override
  protected Frame begin(Sink<? super O> sink) {
    return flow.begin(input, sink);
  }

  @Override
  protected Described described() {
    return flow;
  }

  @Override
  public List<Described> parts() {
    return List.of(flow);
  }

  @Override
  public FlowDescription describe() {
    return flow.describe();
  }
}
