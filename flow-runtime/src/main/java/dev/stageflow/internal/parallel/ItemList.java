package dev.stageflow.internal.parallel;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The items in a window, in the order in which they were added. Those of an unordered window leave
 * it in any order: each knows its neighbours, as a queue would have to search for it.
 *
 * @param <F> the class of the items in flight
 */
final class ItemList<F extends InFlight<?>> extends AbstractCollection<F> {
  private @Nullable InFlight<?> first;
  private @Nullable InFlight<?> last;
  private int size;

  @Override
  public boolean add(F item) {
    InFlight<?> before = last;
    last = item;
    item.before = before;
    if (before == null) {
      first = item;
    } else {
      before.after = item;
    }
    size++;
    return true;
  }

  /** Returns the first item; null if there is none. */
  @Nullable F first() {
    return cast(first);
  }

  /** Returns the last item; null if there is none. */
  @Nullable F last() {
    return cast(last);
  }

  /**
   * Takes an item out.
   *
   * @return false if it is not in the list any more
   */
  boolean take(F item) {
    InFlight<?> before = item.before;
    InFlight<?> after = item.after;
    if (before == null && first != item) {
      return false;
    }
    if (before == null) {
      first = after;
    } else {
      before.after = after;
      item.before = null;
    }
    if (after == null) {
      last = before;
    } else {
      after.before = before;
      item.after = null;
    }
    size--;
    return true;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<F> iterator() {
    return new Iterator<>() {
      private @Nullable F next = first();

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public F next() {
        F given = next;
        if (given == null) {
          throw new NoSuchElementException();
        }
        next = cast(given.after);
        return given;
      }
    };
  }

  @SuppressWarnings("unchecked") // only items of this class are added
  private @Nullable F cast(@Nullable InFlight<?> item) {
    return (F) item;
  }
}
