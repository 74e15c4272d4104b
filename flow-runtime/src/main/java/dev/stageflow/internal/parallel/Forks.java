package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.position.StartedItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The forks that a frame has started for its item in hand. */
public final class Forks implements Parts, InFlight.Owner {

  /** Those that are under way, or have failed, in the order in which they were started. */
  private final Deque<InFlight<?>> open = new ArrayDeque<>();

  private final IdleStacks idleStacks = new IdleStacks();

  /** How many items' forks have been released. */
  private long released;

  /** Makes a frame's forks, of which none is started. */
  public Forks() {}

  /**
   * Starts a fork.
   *
   * @param stack the stack that the frame is on
   * @param fork the fork
   * @param <F> its class
   * @return the fork
   */
  public <F extends Fork<?>> F start(FlowStack stack, F fork) {
    open.add(fork);
    if (fork.begin(this, idleStacks, stack)) {
      open.remove(fork);
    }
    return fork;
  }

  /** Gives up the forks that are under way: the item is done. */
  public void release() {
    released++;
    if (open.isEmpty()) {
      return;
    }
    CancellationException dropped =
        new CancellationException("the item was dropped before its fork was joined");
    for (InFlight<?> last = open.pollLast(); last != null; last = open.pollLast()) {
      FlowStack own = last.stack();
      if (own != null) {
        own.giveUpPart(dropped);
      }
    }
  }

  @Override
  public long number() {
    return released + 1;
  }

  @Override
  public void given(InFlight<?> fork) {}

  @Override
  public void over(InFlight<?> fork) {
    if (fork.failure() == null) {
      open.remove(fork);
      idleStacks.add(fork);
    }
    ((Fork<?>) fork).wake();
  }

  @Override
  public @Nullable FlowStack ahead() {
    return null;
  }

  @Override
  public @Nullable FlowStack open() {
    for (InFlight<?> last = open.peekLast(); last != null; last = open.peekLast()) {
      FlowStack own = last.stack();
      if (own != null && own.isOpen()) {
        return own;
      }
      open.removeLast();
    }
    return null;
  }

  @Override
  public List<FlowStack> stacks() {
    List<FlowStack> stacks = new ArrayList<>();
    InFlight.addStacks(open, stacks);
    return stacks;
  }

  @Override
  public List<StartedItem> started() {
    long now = System.nanoTime();
    List<StartedItem> all = new ArrayList<>();
    for (InFlight<?> fork : open) {
      if (!fork.isOver()) {
        all.add(fork.started(now).ofItemInHand());
      }
    }
    return all;
  }
}
