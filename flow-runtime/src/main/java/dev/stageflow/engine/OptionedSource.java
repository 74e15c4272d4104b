package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import java.util.List;

/** A flow without an input that is run with options of its own. */
final class OptionedSource<O> extends AbstractSourceFlow<O> implements Composition {
  private final AbstractSourceFlow<O> flow;
  private final FlowOptions options;

  OptionedSource(AbstractSourceFlow<O> flow, FlowOptions options) {
    this.flow = flow;
    this.options = options;
  }

  @Override
  FlowOptions options() {
    return options;
  }

  @Override
  protected Frame begin(Sink<? super O> sink) throws Exception {
    return flow.begin(sink);
  }

  @Override
  Described described() {
    return flow.described();
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
