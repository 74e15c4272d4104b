package dev.stageflow.internal.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Items on their way from a producer to a consumer, in order. Each of the two is one thread at a
 * time, with happens-before when it is another one.
 *
 * <p>Neither side ever blocks. A consumer that finds nothing asks for a {@linkplain #ready signal}
 * and gives its thread back; a producer that finds no {@linkplain #hasRoom room} {@linkplain
 * #suspend suspends} itself, gives its thread back and is resumed. So that no such wake-up is lost,
 * each side announces that it stops and then looks again, while the other makes its change and then
 * looks for the announcement. All four are volatile accesses, because only these keep a write
 * before a later read of something else (as in Dekker's algorithm): one of the two sees the other.
 *
 * <p>Items are kept in a linked list of arrays, which are small at first and then grow, as in an
 * unrolled linked list. An item is visible at once, but the consumer looks only when it has taken
 * all that it knew of, after a short {@linkplain AdaptiveSpin spin}, and publishes how many it took
 * only now and then: while both are busy, they touch one another's cache lines once a batch and not
 * once an item.
 *
 * @param <T> the items' type
 */
public final class Channel<T> {
  private static final int FIRST_ARRAY = 8;
  private static final int LARGEST_ARRAY = 1_024;

  /** How often the consumer reports its position while it empties a full buffer. */
  private static final int REPORTS = 4;

  private static final VarHandle WAITER;
  private static final VarHandle SUSPENDED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WAITER = lookup.findVarHandle(Channel.class, "waiter", CompletableFuture.class);
      SUSPENDED = lookup.findVarHandle(Channel.class, "suspended", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** What completes when there is something to take; null while the consumer is not waiting. */
  private volatile @Nullable CompletableFuture<Void> waiter;

  /** Whether the producer has given its thread back and waits to be resumed. */
  private volatile boolean suspended;

  /** Set after the last item. */
  private volatile @Nullable End end;

  /** Whether the consumer wants no more. */
  private volatile boolean closed;

  private final int capacity;
  private final int reportEach;
  private final Runnable resume;
  private final Side producer;
  private final Side consumer;
  private final AdaptiveSpin spin = new AdaptiveSpin();

  /** How the items ended. */
  private record End(@Nullable Throwable failure) {}

  /**
   * Makes an empty channel.
   *
   * @param capacity how many items may be on their way, at least 1
   * @param resume called by the consumer when a suspended producer is to go on
   */
  public Channel(int capacity, Runnable resume) {
    this.capacity = capacity;
    this.resume = resume;
    reportEach = Math.max(1, capacity / REPORTS);
    Segment segment = new Segment(FIRST_ARRAY);
    producer = new Side(segment);
    producer.limit = capacity;
    consumer = new Side(segment);
  }

  /**
   * Returns whether another item may be put. For the producer.
   *
   * @return false if the buffer is full
   */
  public boolean hasRoom() {
    Side side = producer;
    if (side.count < side.limit) {
      return true;
    }
    side.limit = consumer.reported + capacity;
    return side.count < side.limit;
  }

  /**
   * Puts an item, and wakes a consumer that waits for it. For the producer.
   *
   * @param item the item
   */
  public void put(T item) {
    Side side = producer;
    Segment segment = side.segment;
    if (side.index == segment.items.length) {
      segment = append(side);
    }
    segment.items[side.index++] = item;
    side.count++;
    side.reported = side.count;
    if (waiter != null) {
      signal();
    }
  }

  private static Segment append(Side side) {
    Segment segment = new Segment(Math.min(2 * side.segment.items.length, LARGEST_ARRAY));
    side.segment.next = segment;
    side.segment = segment;
    side.index = 0;
    return segment;
  }

  /**
   * Ends the items, and wakes a consumer that waits for more. For the producer; only the first call
   * counts.
   *
   * @param failure what the consumer gets after the last item, or null
   */
  public void end(@Nullable Throwable failure) {
    if (end == null) {
      end = new End(failure);
      signal();
    }
  }

  private void signal() {
    Object waiting = WAITER.getAndSet(this, null);
    if (waiting instanceof CompletableFuture<?> future) {
      future.complete(null);
    }
  }

  /**
   * Announces that the producer gives its thread back until there is room again, or the consumer
   * wants no more. For the producer, as its last access before it does so.
   *
   * @return false if it must go on at once
   */
  public boolean suspend() {
    suspended = true;
    boolean goOn = closed || isHalfFree();
    return !(goOn && SUSPENDED.compareAndSet(this, true, false));
  }

  private boolean isHalfFree() {
    return producer.reported - consumer.reported <= capacity / 2;
  }

  /**
   * Returns whether the consumer wants no more.
   *
   * @return true after {@link #close()}
   */
  public boolean isClosed() {
    return closed;
  }

  /**
   * Takes the next item. For the consumer.
   *
   * @return the item; null if there is none at the moment, or none any more
   */
  public @Nullable T poll() {
    Side side = consumer;
    if (side.count == side.limit && !look(side)) {
      return null;
    }
    Segment segment = side.segment;
    if (side.index == segment.items.length) {
      segment = advance(side);
    }
    @SuppressWarnings("unchecked") // nothing else is put
    T item = (T) segment.items[side.index];
    segment.items[side.index++] = null;
    side.count++;
    if (side.count - side.reported >= reportEach) {
      report();
    }
    return item;
  }

  /**
   * Returns how many items have been taken. For the consumer.
   *
   * @return their number
   */
  public long taken() {
    return consumer.count;
  }

  private boolean look(Side side) {
    spin.hold();
    side.limit = producer.reported;
    long found = side.limit - side.count;
    spin.learn(found);
    return found > 0;
  }

  private static Segment advance(Side side) {
    Segment next = Objects.requireNonNull(side.segment.next);
    // One that the garbage collector takes for old would else hold all that come after it.
    side.segment.next = null;
    side.segment = next;
    side.index = 0;
    return next;
  }

  /**
   * Returns how far the consumer has come, and resumes a producer if half of the buffer is free.
   */
  private void report() {
    consumer.reported = consumer.count;
    if (suspended && isHalfFree()) {
      resume();
    }
  }

  private void resume() {
    if (SUSPENDED.compareAndSet(this, true, false)) {
      resume.run();
    }
  }

  /**
   * Returns whether there is something to take, if only the end. For the consumer.
   *
   * @return false if it has to wait
   */
  public boolean isReady() {
    return consumer.count != producer.reported || end != null;
  }

  /**
   * Returns whether the items have ended. For the consumer, after {@link #poll()} gave null.
   *
   * @return true if no item will come any more
   */
  public boolean isEnded() {
    // The end is read first: what was put before it is then seen too.
    return end != null && consumer.count == producer.reported;
  }

  /**
   * Returns how the items ended. For the consumer, once they have.
   *
   * @return the failure, or null
   */
  public @Nullable Throwable failure() {
    End known = end;
    return known == null ? null : known.failure();
  }

  /**
   * Asks for a signal. For the consumer, after {@link #poll()} gave null.
   *
   * @return what completes when there is an item, or the end; null if there already is
   */
  public @Nullable CompletionStage<Void> ready() {
    return ready(new CompletableFuture<>());
  }

  /**
   * Asks for a signal. For the consumer, after {@link #poll()} gave null.
   *
   * @param signal completes when there is an item, or the end
   * @return the signal; null if there already is something to take
   */
  public @Nullable CompletionStage<Void> ready(CompletableFuture<Void> signal) {
    if (consumer.reported != consumer.count) {
      report();
    }
    waiter = signal;
    if (!isReady()) {
      return signal;
    }
    waiter = null;
    return null;
  }

  /** Wants no more: a suspended producer is resumed to see it. For the consumer. */
  public void close() {
    closed = true;
    resume();
  }
}
