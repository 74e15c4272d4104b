package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Parts.Part;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.StartedItem;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item that is in a parallel stage, or one that a fork was started for, on a stack of its own:
 * what the stage takes, and the values that later stages take besides what it gives.
 *
 * @param <T> the type of what the stage gives
 */
public abstract class InFlight<T> extends Frame implements Part {
  /** How it stays in the stage; null while it is started, and where the stage ends at once. */
  private @Nullable Stay stay;

  /** The item's key; null if it has none. */
  private @Nullable Key key;

  private @Nullable T value;

  /** Whether the stage has ended, so that nothing more comes. */
  private boolean over;

  // Owned by the list of a window's items that it is in; null at an end, and outside of one.

  @Nullable InFlight<?> before;
  @Nullable InFlight<?> after;

  /**
   * A key in a map. What the definition gave may change while it is there: it is looked for by its
   * first hash, and is compared with a newer one alone.
   */
  static final class Key {
    private final Object value;
    private final int hash;
    private boolean isHeld;

    Key(Object value) {
      this.value = value;
      hash = value.hashCode();
    }

    /** From now on it is in a map, and equals no other one that is. */
    void hold() {
      isHeld = true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other == this
          || (other instanceof Key that && !(isHeld && that.isHeld) && value.equals(that.value));
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** An item for which the stage ends at once needs nothing of this, and is half as large. */
  private static final class Stay {
    private final Owner owner;
    private final long number;
    private final long start = System.nanoTime();
    private @Nullable FlowStack stack;
    private @Nullable Throwable failure;

    /** The item that waits for this one, because their keys are equal; null if none does. */
    private @Nullable InFlight<?> successor;

    Stay(Owner owner) {
      this.owner = owner;
      number = owner.number();
    }
  }

  /** Who has started the stage for the item. Called on the run's thread. */
  interface Owner {

    /** Returns the number of the item that is being started, or was started last, from 1 on. */
    long number();

    /** The stage has given something for an item, and may give more. */
    void given(InFlight<?> item);

    /** The stage has ended for an item, for which it did not end {@linkplain #begin at once}. */
    void over(InFlight<?> item);
  }

  /** For the classes of one stage each. */
  InFlight() {}

  /** Returns what the stage has given. */
  public final T value() {
    return Objects.requireNonNull(value);
  }

  final void give(@Nullable T given) {
    value = given;
  }

  /** Returns whether the stage has given nothing. */
  final boolean isEmpty() {
    return value == null;
  }

  /**
   * Returns the key of the item: of those with equal keys one is in the stage at a time.
   *
   * @return the key; null if the item has none
   * @throws Exception what the definition's method throws
   */
  protected @Nullable Object key() throws Exception {
    return null;
  }

  /** Returns where the item is: at the stage. */
  @Override
  protected abstract Position position();

  /** Moves the next thing that the stage has given to {@link #value}; false if none is there. */
  abstract boolean takeNext();

  /**
   * Starts the stage.
   *
   * @param owner learns how it goes on
   * @param idle a stack without a frame
   * @param stacks those that the stack is to be taken from, unless the stage ends at once
   * @return whether the stage has ended at once, without a failure
   */
  abstract boolean start(Owner owner, FlowStack idle, IdleStacks stacks);

  /**
   * Returns the item's number among those of its stage, from 1 on; 0 if the stage has ended at
   * once, or has not begun.
   */
  protected final long number() {
    return stay == null ? 0 : stay.number;
  }

  private Stay stay() {
    return Objects.requireNonNull(stay);
  }

  /**
   * Starts the stage.
   *
   * @param owner learns how it goes on
   * @param stacks give the item one of its own, unless the stage ends at once
   * @param neighbor a stack of the same run
   * @return whether the stage has ended at once, without a failure: the owner does not hear of it
   */
  final boolean begin(Owner owner, IdleStacks stacks, FlowStack neighbor) {
    boolean ended = start(owner, stacks.first(this, neighbor), stacks);
    if (ended) {
      over = true;
    }
    return ended;
  }

  /** Starts the stage when the item's own stack gets its turn. */
  final void beginInTurn(Owner owner, IdleStacks stacks, FlowStack neighbor) {
    FlowStack own = stacks.first(this, neighbor);
    takeStack(owner, stacks);
    own.push(this);
    own.ready();
  }

  final void takeStack(Owner owner, IdleStacks stacks) {
    if (stay == null) {
      stay = new Stay(owner);
    }
    stay.stack = stacks.take(this);
  }

  /** Finds out the item's key. */
  final @Nullable Key readKey() throws Exception {
    Object found = key();
    if (found == null) {
      return null;
    }
    Key read = new Key(found);
    key = read;
    return read;
  }

  final @Nullable Key knownKey() {
    return key;
  }

  final void follow(Owner owner, InFlight<?> predecessor) {
    stay = new Stay(owner);
    predecessor.stay().successor = this;
  }

  final @Nullable InFlight<?> successor() {
    return stay == null ? null : stay.successor;
  }

  final boolean isOver() {
    return over;
  }

  /** Returns whether nothing comes of the item after what was just taken, not even a failure. */
  final boolean isDone() {
    return over && failure() == null && !hasMore();
  }

  /** Returns whether there is something after what was just taken. */
  abstract boolean hasMore();

  /** Returns whether the stage has ended at once, without a failure. */
  final boolean isImmediate() {
    return stay == null;
  }

  final @Nullable Throwable failure() {
    return stay == null ? null : stay.failure;
  }

  /** Returns the item's stack; null before the stage has begun, and once it has ended. */
  final @Nullable FlowStack stack() {
    return stay == null ? null : stay.stack;
  }

  /** Adds the stacks of those items whose stage has begun, and not ended. */
  static void addStacks(Iterable<? extends InFlight<?>> items, List<FlowStack> stacks) {
    for (InFlight<?> item : items) {
      FlowStack own = item.stack();
      if (own != null && !item.isOver()) {
        stacks.add(own);
      }
    }
  }

  final void leaveStack() {
    stay().stack = null;
  }

  final void given() {
    stay().owner.given(this);
  }

  final StartedItem started(long now) {
    Position position = position();
    return new StartedItem(
        Objects.requireNonNull(position.stage()),
        position.item(),
        stay == null ? 0 : now - stay.start);
  }

  @Override
  public final void ended() {
    over = true;
    stay().owner.over(this);
  }

  @Override
  public final void failed(Throwable thrown) {
    stay().failure = thrown;
    ended();
  }
}
