package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import java.util.ArrayDeque;
import java.util.Deque;

/** The stacks of items for which the stage has ended: the next ones use them. */
final class IdleStacks {
  private final Deque<FlowStack> stacks = new ArrayDeque<>();

  /**
   * Returns an empty stack, which remains idle until it is {@linkplain #take taken}: a call that
   * ends at once needs none.
   *
   * @param item what may need it
   * @param neighbor a stack of the same run
   */
  FlowStack first(InFlight<?> item, FlowStack neighbor) {
    FlowStack first = stacks.peek();
    if (first == null) {
      first = neighbor.stackOf(item);
      stacks.add(first);
    }
    return first;
  }

  /**
   * Takes the stack that was first.
   *
   * @param item learns how the stack ends
   */
  FlowStack take(InFlight<?> item) {
    FlowStack first = stacks.remove();
    first.reuseFor(item);
    return first;
  }

  /** Takes the stack of an item for which the stage has ended without a failure. */
  void add(InFlight<?> ended) {
    FlowStack own = ended.stack();
    if (own != null) {
      ended.leaveStack();
      stacks.add(own);
    }
  }
}
