package dev.stageflow.internal.durable;

import dev.stageflow.DurableSourceFlow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.Composition;
import dev.stageflow.internal.flow.Described;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.save.SavedFrames;
import java.util.List;

/** A durable flow with its input given. */
final class BoundDurableFlow<I, O> extends AbstractDurableSourceFlow<O> implements Composition {
  private final AbstractDurableFlow<I, O> flow;
  private final I input;

  BoundDurableFlow(AbstractDurableFlow<I, O> flow, I input, FlowOptions options) {
    super(options);
    this.flow = flow;
    this.input = input;
  }

  @Override
  public DurableSourceFlow<O> using(FlowOptions options) {
    return new BoundDurableFlow<>(flow, input, options);
  }

  @Override
  protected Frame begin(Sink<? super O> sink) {
    return flow.beginBound(input, sink);
  }

  @Override
  protected Frame restore(SavedFrames saved, Sink<? super O> sink) {
    return flow.restore(saved, sink);
  }

  @Override
  public String savedForm() {
    return flow.savedForm();
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
