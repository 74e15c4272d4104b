package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.Sink;

/** A flow with its input given. */
final class BoundFlow<I, O> extends AbstractSourceFlow<O> {
  private final AbstractFlow<I, O> flow;
  private final I input;

  BoundFlow(AbstractFlow<I, O> flow, I input) {
    this.flow = flow;
    this.input = input;
  }

  @Override
  protected Frame begin(Sink<? super O> sink) throws Exception {
    return flow.begin(input, sink);
  }

  @Override
  Described described() {
    return flow;
  }

  @Override
  public FlowDescription describe() {
    return flow.describe();
  }
}
