package dev.stageflow.internal.parallel;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.frame.Parts.Part;
import dev.stageflow.internal.position.StartedItem;
import dev.stageflow.internal.slice.Parking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items that are in a parallel stage at once. What stands before the stage runs ahead, on a
 * stack of its own, and adds items until the window is full; what stands after it takes them from
 * here, each with what the stage has given for it. All of that happens on the run's thread.
 *
 * @param <F> the class of the items in flight
 */
public final class Window<F extends InFlight<?>> implements Parts, InFlight.Owner {

  private final FlowStack taker;
  private final FlowStack ahead;
  private final int size;
  private final boolean ordered;

  /** The items that were added and have not gone on whole, in their order. */
  private final ItemList<F> items = new ItemList<>();

  /** Which of them have something for the taker, in the order of time; for unordered windows. */
  private final Deque<F> given = new ArrayDeque<>();

  private final IdleStacks idleStacks = new IdleStacks();

  /** The last item in the stage of each key, if there are keys; each under the key of its own. */
  private final Map<InFlight.Key, InFlight<?>> keys = new HashMap<>();

  private long added;

  private boolean isFull;

  /** The stacks that have parked until there is room. */
  private final List<FlowStack> awaitingRoom = new ArrayList<>(1);

  /** The stack that has parked until the window is empty; null if none has. */
  private @Nullable FlowStack awaitsEmpty;

  /** Whether the taker has come for an item and found none, so that all have gone all their way. */
  private boolean idle;

  /** How often the taker's stack was interrupted then: what runs since was due at some time. */
  private int interruptions;

  /** Whether the part that runs ahead is to get a turn before the taker gets another item. */
  private boolean yields;

  private boolean aheadEnded;
  private @Nullable Throwable aheadFailure;

  /** How many of those in {@link #given} were there before that failure. */
  private int givenBefore;

  /**
   * Makes a window.
   *
   * @param taker the stack that takes the items
   * @param size how many items may be in flight, at least 1
   * @param ordered whether they go on in the order in which they were added
   */
  public Window(FlowStack taker, int size, boolean ordered) {
    this.taker = taker;
    this.size = size;
    this.ordered = ordered;
    ahead = taker.stackOf(new Ahead());
    ahead.ready();
  }

  @Override
  public FlowStack ahead() {
    return ahead;
  }

  @Override
  public long added() {
    return added;
  }

  /** Returns the items that were added and have not gone on whole, in their order. */
  public Collection<F> items() {
    return Collections.unmodifiableCollection(items);
  }

  // For the part that runs ahead.

  /**
   * Notes that a stack waits for room. HotSpot does not inline it where it is seldom called, as it
   * would a call of {@code contains}: {@link #add} has to stay small enough to be inlined itself.
   */
  private PauseFlow park(FlowStack stack) {
    boolean isKnown = false;
    // By index: an iterator would be an object for each full window.
    for (int i = 0; i < awaitingRoom.size(); i++) {
      isKnown |= awaitingRoom.get(i) == stack;
    }
    if (!isKnown) {
      awaitingRoom.add(stack);
    }
    return Parking.park();
  }

  /**
   * Starts the stage for one more item. The stack pauses at once if that was the last for which
   * there is room: a pause that is thrown costs as much as several items.
   *
   * @param stack the stack that adds it: that of the part that runs ahead, or one further ahead, on
   *     which a group closes
   * @param item the item
   * @throws PauseFlow as long as there is no room: another stack has added the last, or a saved run
   *     goes on
   * @throws Exception what its key throws
   */
  public void add(FlowStack stack, F item) throws Exception {
    if (isFull) {
      throw park(stack);
    }
    restore(item);
    if (isFull) {
      stack.pause(park(stack));
    }
  }

  /**
   * Goes on to count where a saved run was.
   *
   * @param taken how many items have gone on before it was saved
   */
  public void restore(long taken) {
    added = taken;
  }

  /**
   * Starts the stage again for an item that was in it when the run was saved, before the part that
   * runs ahead goes on.
   *
   * @param item the item
   * @throws Exception what its key throws
   */
  public void restore(F item) throws Exception {
    InFlight.Key key = item.readKey();
    items.add(item);
    added++;
    InFlight<?> predecessor = null;
    if (key != null) {
      // Not replaced, as the map would keep the key of the item before.
      predecessor = keys.remove(key);
      key.hold();
      keys.put(key, item);
    }
    if (predecessor == null) {
      if (item.begin(this, idleStacks, taker)) {
        // Reads no field of the new item: HotSpot zeroes them by a masked store of AVX-512, which a
        // processor does not forward to a load. That would take a seventh of an item's time.
        freeKey(key, item);
        givenLast(item);
      }
    } else {
      item.follow(this, predecessor);
    }
    isFull = items.size() >= size;
  }

  /**
   * Waits until all items have gone all their way.
   *
   * @param stack the stack that waits: that of the part that runs ahead, or one further ahead
   * @throws PauseFlow until then
   */
  public void awaitEmpty(FlowStack stack) throws Exception {
    if (!idle || taker.interruptions() > interruptions || items.size() > 0) {
      awaitsEmpty = stack;
      throw Parking.park();
    }
  }

  private final class Ahead implements Part {
    @Override
    public void ended() {
      aheadEnded = true;
      taker.ready();
    }

    @Override
    public void failed(Throwable failure) {
      aheadFailure = failure;
      givenBefore = given.size();
      taker.ready();
    }
  }

  // For what is in flight.

  @Override
  public long number() {
    return added;
  }

  @Override
  public void given(InFlight<?> item) {
    if (!ordered) {
      addGiven(item);
      taker.ready();
    } else if (item == items.first()) {
      taker.ready();
    }
  }

  @Override
  public void over(InFlight<?> item) {
    freeKey(item.knownKey(), item);
    if (item.failure() == null) {
      idleStacks.add(item);
      InFlight<?> successor = item.successor();
      if (successor != null) {
        successor.beginInTurn(this, idleStacks, taker);
      }
    }
    givenLast(item);
  }

  private void freeKey(InFlight.@Nullable Key key, InFlight<?> item) {
    if (key != null) {
      boolean unused = keys.remove(key, item);
    }
  }

  private void givenLast(InFlight<?> item) {
    // A taker that is due finds out itself which item is over.
    if (!ordered || !taker.isDue()) {
      given(item);
    }
  }

  @SuppressWarnings("unchecked") // only items of this class are added
  private void addGiven(InFlight<?> item) {
    given.add((F) item);
  }

  // For the taker.

  /**
   * Returns the next item that the stage has given something for. If there is none yet, it pauses
   * the taker's stack, which costs less than to throw the pause.
   *
   * @return the item; null if there is none yet, or {@linkplain #hasEnded ever}
   * @throws Exception what the stage, or what stands before it, failed with
   */
  public @Nullable F next() throws Exception {
    if (yields && ahead.isDue()) {
      // What takes time is started again before what takes the processor goes on.
      yields = false;
      taker.ready();
      taker.pause(Parking.park());
      return null;
    }
    F next = ordered ? nextInOrder() : nextInTime();
    if (next != null) {
      idle = false;
      yields = !next.isImmediate();
      if (next.isDone()) {
        remove(next);
      }
      return next;
    }
    if (items.size() == 0) {
      idle = true;
      interruptions = taker.interruptions();
      FlowStack waiting = awaitsEmpty;
      if (waiting != null) {
        awaitsEmpty = null;
        waiting.ready();
      }
      if (aheadFailure != null) {
        fail(ahead, aheadFailure);
      }
    }
    if (!hasEnded()) {
      taker.pause(Parking.park());
    }
    return null;
  }

  /** Returns whether all items have gone on, and no more are added. */
  public boolean hasEnded() {
    return aheadEnded && items.size() == 0;
  }

  private @Nullable F nextInOrder() throws Exception {
    for (F first = items.first(); first != null; first = items.first()) {
      if (first.takeNext()) {
        return first;
      }
      if (!first.isOver()) {
        return null;
      }
      remove(first);
    }
    return null;
  }

  private @Nullable F nextInTime() throws Exception {
    while (aheadFailure == null || givenBefore-- > 0) {
      F first = given.poll();
      if (first == null) {
        return null;
      }
      if (first.takeNext()) {
        return first;
      }
      if (first.isOver()) {
        remove(first);
      }
    }
    fail(ahead, aheadFailure);
    return null;
  }

  private void remove(F item) throws Exception {
    if (item.failure() != null) {
      fail(item.stack(), item.failure());
    }
    // An unordered item whose last output was taken comes again when it is over.
    boolean unused = items.take(item);
    if (isFull && items.size() < size) {
      isFull = false;
      for (int i = 0; i < awaitingRoom.size(); i++) {
        awaitingRoom.get(i).ready();
      }
      awaitingRoom.clear();
    }
  }

  private void fail(@Nullable FlowStack stack, Throwable failure) throws Exception {
    taker.failedIn(stack);
    throw Failures.<Exception>same(failure);
  }

  // For whoever describes or closes the run.

  @Override
  public @Nullable FlowStack open() {
    for (F last = items.last(); last != null; last = items.last()) {
      FlowStack own = last.stack();
      if (own != null && own.isOpen()) {
        return own;
      }
      boolean unused = items.take(last);
    }
    return ahead.isOpen() ? ahead : null;
  }

  @Override
  public List<FlowStack> stacks() {
    List<FlowStack> stacks = new ArrayList<>();
    if (aheadFailure == null) {
      stacks.add(ahead);
    }
    InFlight.addStacks(items, stacks);
    return stacks;
  }

  @Override
  public List<StartedItem> started() {
    long now = System.nanoTime();
    List<StartedItem> started = new ArrayList<>();
    for (F item : items) {
      started.add(item.started(now));
    }
    return started;
  }
}
