package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import java.util.List;

/** A flow that is run with options of its own. */
final class OptionedFlow<I, O> extends AbstractFlow<I, O> implements Composition {
  private final AbstractFlow<I, O> flow;
  private final FlowOptions options;

  OptionedFlow(AbstractFlow<I, O> flow, FlowOptions options) {
    this.flow = flow;
    this.options = options;
  }

  @Override
  FlowOptions options() {
    return options;
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) throws Exception {
    return flow.begin(input, sink);
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
