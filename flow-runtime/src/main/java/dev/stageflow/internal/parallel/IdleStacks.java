package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The stacks of items for which the stage has ended: the next ones use them. */
final class IdleStacks {
  /** The one that is used next; null if there is none. Calls that end at once come no further. */
  private @Nullable FlowStack first;

  private final Deque<FlowStack> others = new ArrayDeque<>();

  /**
   * Returns an empty stack, which remains idle until it is {@linkplain #take taken}: a call that
   * ends at once needs none.
   *
   * @param item what may need it
   * @param neighbor a stack of the same run
   */
  FlowStack first(InFlight<?> item, FlowStack neighbor) {
    FlowStack known = first;
    if (known == null) {
      known = neighbor.stackOf(item);
      first = known;
    }
    return known;
  }

  /**
   * Takes the stack that was first.
   *
   * @param item learns how the stack ends
   */
  FlowStack take(InFlight<?> item) {
    FlowStack taken = Objects.requireNonNull(first);
    first = others.poll();
    taken.reuseFor(item);
    return taken;
  }

  /** Takes the stack of an item for which the stage has ended without a failure. */
  void add(InFlight<?> ended) {
    FlowStack own = ended.stack();
    if (own != null) {
      ended.leaveStack();
      if (first == null) {
        first = own;
      } else {
        others.add(own);
      }
    }
  }
}
