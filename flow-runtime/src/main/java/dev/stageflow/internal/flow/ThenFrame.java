package dev.stageflow.internal.flow;

import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;

/**
 * The beginning of two flows, one after the other: gives its place to the first one's frame, whose
 * sink puts a frame of the second one on top for each output.
 *
 * <p>It does not run the first one's frame itself: that may be such a frame again, and a long chain
 * would cost program stack.
 */
final class ThenFrame<M, O> extends Frame {
  private final AbstractSourceFlow<M> first;
  private final AbstractFlow<? super M, ? extends O> next;
  private final Sink<? super O> sink;

  ThenFrame(
      AbstractSourceFlow<M> first,
      AbstractFlow<? super M, ? extends O> next,
      Sink<? super O> sink) {
    this.first = first;
    this.next = next;
    this.sink = sink;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame frame = first.begin(item -> stack.call(next.begin(item, sink)));
    stack.pop(this);
    stack.enter(frame);
    return budget - 1;
  }

  @Override
  protected void close() {}
}
