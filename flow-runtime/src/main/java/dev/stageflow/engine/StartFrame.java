package dev.stageflow.engine;

import dev.stageflow.Sink;

/**
 * The frame of a run that has not begun. It makes the flow's first frame, which may call user code
 * and so has to happen inside the run, and gives it its place.
 */
final class StartFrame<O> extends Frame {
  private final AbstractSourceFlow<O> flow;
  private final Sink<? super O> sink;

  StartFrame(AbstractSourceFlow<O> flow, Sink<? super O> sink) {
    this.flow = flow;
    this.sink = sink;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame first = flow.begin(sink);
    stack.pop(this);
    stack.push(first);
    // Making the frame may call user code, which makes it the one call of a single step.
    return stack.isHalted() ? budget : first.run(stack, budget);
  }

  @Override
  protected void close() {}
}
