package dev.stageflow.internal.flow;

import dev.stageflow.Flow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives an item to several flows in turn. The last one takes this frame's place, so that a
 * recursion through lists is no deeper than one through single flows.
 */
final class EachFrame<T, R> extends Frame {
  private final Iterator<? extends @Nullable Flow<? super T, ? extends R>> flows;
  private final T item;
  private final Sink<? super R> outlet;

  EachFrame(
      List<? extends @Nullable Flow<? super T, ? extends R>> flows,
      T item,
      Sink<? super R> outlet) {
    this.flows = flows.iterator();
    this.item = item;
    this.outlet = outlet;
  }

  @Override
  protected int run(FlowStack stack, int budget) {
    Flow<? super T, ? extends R> flow = flows.hasNext() ? flows.next() : null;
    if (!flows.hasNext()) {
      stack.pop(this);
    }
    if (flow != null) {
      Subflows.enter(stack, flow, item, outlet);
    }
    return budget - 1;
  }

  @Override
  protected void close() {}
}
