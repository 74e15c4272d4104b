package dev.stageflow.testing;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-ins of a test share with the {@link FlowRehearsal} that runs it: where a stage may
 * pause and fail, what it changes, and what it opens and closes. Each run has a probe of its own.
 *
 * <pre>{@code
 * record FakePrices(Probe probe) implements Prices {
 *   public long of(String product) throws PauseFlow {
 *     probe.mayPause();
 *     probe.mayFail();
 *     return product.length();
 *   }
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread.
 */
public final class Probe {
  private final Disturbance disturbance;
  private final List<Opening> openings = new ArrayList<>();
  private final List<Object> effects = new ArrayList<>();
  private int pauses;
  private int failures;
  private @Nullable Throwable failure;
  private @Nullable String struck;

  Probe(Disturbance disturbance) {
    this.disturbance = disturbance;
  }

  /**
   * Marks a place where a stage may pause, before it changes anything.
   *
   * @throws PauseFlow if it is to pause this time
   */
  public void mayPause() throws PauseFlow {
    pause(Probe::caller);
  }

  /**
   * Marks a place where a stage may fail, with an unchecked exception. The run must then end with
   * this very exception: a failure that the flow itself handles is tested in another way.
   *
   * @throws RuntimeException if it is to fail this time
   */
  public void mayFail() {
    fail(InjectedFailure::new, Probe::caller);
  }

  /**
   * Marks a place where a stage may fail, with an exception of some type. The run must then end
   * with this very exception.
   *
   * @param exception makes the exception, such as {@code SQLException::new}
   * @param <X> its type
   * @throws X if it is to fail this time
   */
  public <X extends Exception> void mayFail(Supplier<? extends X> exception) throws X {
    fail(exception, Probe::caller);
  }

  /** Marks the place where the rehearsal itself takes an output. */
  void sink() throws PauseFlow {
    pause(() -> "the sink");
    fail(InjectedFailure::new, () -> "the sink");
  }

  private synchronized void pause(Supplier<String> place) throws PauseFlow {
    if (disturbance.pausesAt(pauses++)) {
      struck = place.get();
      throw PauseFlow.now();
    }
  }

  private synchronized <X extends Exception> void fail(
      Supplier<? extends X> exception, Supplier<String> place) throws X {
    if (disturbance.failsAt(failures++)) {
      X thrown = exception.get();
      failure = thrown;
      struck = place.get();
      throw thrown;
    }
  }

  /**
   * Records that a stage has changed something outside of the flow: a row was written, a message
   * sent. A run that is disturbed must have the same effects as one that is not, in the same order
   * unless several items are in flight at once; one that is cut short, no others than those before.
   * So a stage is noticed that changes something before it pauses: it is called again, and does it
   * twice.
   *
   * <pre>{@code
   * record FakeMail(Probe probe) implements Mail {
   *   public void send(String letter) throws PauseFlow {
   *     probe.mayPause();
   *     probe.effect(letter);
   *   }
   * }
   * }</pre>
   *
   * @param effect what was done, compared by {@code equals} and shown in messages
   */
  public synchronized void effect(Object effect) {
    effects.add(Objects.requireNonNull(effect, "effect"));
  }

  /**
   * Records that something was opened: it must be closed once, before the run has ended, however it
   * ends.
   *
   * <pre>{@code
   * @Sequence
   * Stream<Item> items(Order order) {
   *   return order.items().stream().onClose(probe.opened("items"));
   * }
   * }</pre>
   *
   * @param name what it is called in a message
   * @return to be run when it is closed
   */
  public synchronized Runnable opened(String name) {
    Opening opening = new Opening(name);
    openings.add(opening);
    return () -> close(opening);
  }

  private synchronized void close(Opening opening) {
    opening.closed++;
  }

  /**
   * Opens a source, which may pause and may fail before each of its items and before its end. It
   * must be closed as what is {@link #opened} must. A tunnelled stage must not pause: it needs
   * another source.
   *
   * @param name what it is called in a message
   * @param items its items
   * @param <T> their type
   * @return the source
   */
  public <T> FlowIterator<T> source(String name, Iterable<? extends T> items) {
    Iterator<? extends T> iterator = items.iterator();
    Runnable closing = opened(name);
    return new FlowIterator<>() {
      @Override
      public @Nullable T next() throws PauseFlow {
        pause(() -> "the source " + name);
        fail(InjectedFailure::new, () -> "the source " + name);
        return iterator.hasNext() ? iterator.next() : null;
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }

  /** Returns which code of the test has marked the place. */
  private static String caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(Probe::isOfTheTest).findFirst())
        .map(Object::toString)
        .orElse("an unknown place");
  }

  private static boolean isOfTheTest(StackWalker.StackFrame frame) {
    return !frame.getClassName().equals(Probe.class.getName());
  }

  /** Returns where the run paused or was made to fail; null if it was not. */
  synchronized @Nullable String struck() {
    return struck;
  }

  /** Returns what a stand-in failed with; null if none did. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Returns what was done so far. */
  synchronized List<Object> effects() {
    return List.copyOf(effects);
  }

  /** Names what was not closed, or more than once; empty if all is well. */
  synchronized List<String> faults() {
    return openings.stream()
        .filter(opening -> opening.closed != 1)
        .map(
            opening ->
                opening.name
                    + (opening.closed == 0
                        ? " was not closed"
                        : " was closed " + opening.closed + " times"))
        .toList();
  }

  private static final class Opening {
    final String name;
    int closed;

    Opening(String name) {
      this.name = name;
    }
  }
}
