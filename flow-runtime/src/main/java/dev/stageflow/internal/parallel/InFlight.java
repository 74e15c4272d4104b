package dev.stageflow.internal.parallel;

import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Part;
import dev.stageflow.internal.frame.Parts.Started;
import dev.stageflow.internal.frame.Position;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item that is in a parallel stage, or one that a fork was started for, on a stack of its own:
 * what the stage takes, and the values that later stages take besides what it gives.
 *
 * @param <T> the type of what the stage gives
 */
public abstract class InFlight<T> extends Frame implements Part {
  /** When the item was started; only of one that had to wait, so that others read no clock. */
  private long start;

  private @Nullable FlowStack stack;
  private long number;

  /** The item's key; null if it has none. */
  private @Nullable Object key;

  private @Nullable Owner owner;
  private @Nullable T value;
  private @Nullable Throwable failure;

  /** Whether the stage has ended, so that nothing more comes. */
  private boolean over;

  /** Whether it had ended before its start returned. */
  private boolean immediate;

  /** The item that waits for this one, because their keys are equal; null if none does. */
  private @Nullable InFlight<?> successor;

  /** Who has started the stage for the item. Called on the run's thread. */
  interface Owner {

    /** The stage has given something for an item, and may give more. */
    void given(InFlight<?> item);

    /** The stage has ended for an item. */
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

  /** Starts the stage, on a stack without a frame. */
  abstract void start(FlowStack stack);

  /** Returns the item's number among those of its stage, from 1 on. */
  protected final long number() {
    return number;
  }

  final void enter(Owner owner, FlowStack own, long count) {
    number = count;
    this.owner = owner;
    stack = own;
  }

  final void begin() {
    start(Objects.requireNonNull(stack));
    immediate = over;
    if (!immediate && start == 0) {
      start = System.nanoTime();
    }
  }

  /** Starts the stage when the item's own stack gets its turn. */
  final void beginInTurn() {
    FlowStack own = Objects.requireNonNull(stack);
    own.push(this);
    own.ready();
  }

  /** Finds out the item's key. */
  final @Nullable Object readKey() throws Exception {
    key = key();
    return key;
  }

  final @Nullable Object knownKey() {
    return key;
  }

  final void follow(InFlight<?> predecessor) {
    start = System.nanoTime();
    predecessor.successor = this;
  }

  final @Nullable InFlight<?> successor() {
    return successor;
  }

  final boolean isOver() {
    return over;
  }

  /** Returns whether nothing more comes of the item: neither a value nor a failure. */
  final boolean isDone() {
    return over && failure == null && !hasNext();
  }

  /** Returns whether there is something that was not taken yet. */
  abstract boolean hasNext();

  final boolean isImmediate() {
    return immediate;
  }

  final @Nullable Throwable failure() {
    return failure;
  }

  /** Returns the item's stack; null once the stage has ended, and the stack may run another one. */
  final @Nullable FlowStack stack() {
    return stack;
  }

  final void leaveStack() {
    stack = null;
  }

  final void given() {
    Objects.requireNonNull(owner).given(this);
  }

  final Started started(long now) {
    Position position = position();
    return new Started(
        Objects.requireNonNull(position.stage()), position.item(), start == 0 ? 0 : now - start);
  }

  @Override
  public final void ended() {
    over = true;
    Objects.requireNonNull(owner).over(this);
  }

  @Override
  public final void failed(Throwable thrown) {
    failure = thrown;
    over = true;
    Objects.requireNonNull(owner).over(this);
  }
}
