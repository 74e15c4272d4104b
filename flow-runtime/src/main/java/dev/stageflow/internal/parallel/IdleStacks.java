package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import java.util.ArrayDeque;
import java.util.Deque;

/** The stacks of items for which the stage has ended: the next ones use them. */
final class IdleStacks {
  private final Deque<FlowStack> stacks = new ArrayDeque<>();

  /**
   * Returns an empty stack for an item.
   *
   * @param item learns how the stack ends
   * @param neighbor a stack of the same run
   */
  FlowStack take(InFlight<?> item, FlowStack neighbor) {
    FlowStack used = stacks.poll();
    if (used == null) {
      return neighbor.stackOf(item);
    }
    used.reuseFor(item);
    return used;
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
