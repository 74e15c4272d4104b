package dev.stageflow.internal.interpreter;

import dev.stageflow.FlowIterator;
import dev.stageflow.internal.source.Sources;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * How far a frame has come with its items. One of the fields for the source is set while there is
 * something to walk.
 */
final class Cursor {
  private @Nullable Iterable<?> iterable;

  /** What the iterable gave. */
  private @Nullable Iterator<?> iterator;

  private @Nullable FlowIterator<?> pausing;

  /** How many items were come to. */
  private long taken;

  /** What was come to last. */
  private @Nullable Object item;

  void walk(Iterable<?> source) {
    taken = 0;
    iterable = source;
  }

  void walk(FlowIterator<?> source) {
    taken = 0;
    pausing = source;
  }

  /** Is at the one item of a frame without a source. */
  void take(Object single) {
    taken = 1;
    item = single;
  }

  /**
   * Goes to the next item. A pause leaves the cursor where it was.
   *
   * @return false if there is none, or none yet
   */
  boolean advance() throws Exception {
    if (iterable != null) {
      if (iterator == null) {
        // Not as it is entered: if this fails, the frame must be there to close the source.
        iterator = iterable.iterator();
      }
      if (!iterator.hasNext()) {
        return false;
      }
      item = iterator.next();
      taken++;
      return true;
    }
    if (pausing == null) {
      return false;
    }
    item = pausing.next();
    if (item == null) {
      return false;
    }
    taken++;
    return true;
  }

  /** Returns whether no item will come any more, where {@link #advance} has found none. */
  boolean hasEnded() {
    return !(pausing instanceof WindowSource source) || source.window().hasEnded();
  }

  /** Returns what is walked; null where there is but one item, or nothing any more. */
  @Nullable Object source() {
    return iterable != null ? iterable : pausing;
  }

  /** Returns how many items were come to. */
  long taken() {
    return taken;
  }

  /** Returns the item that was come to; null if the source holds a null there. */
  @Nullable Object item() {
    return item;
  }

  /** Closes the source before its end: there is no next item. */
  void end() throws Exception {
    Object source = iterable != null ? iterable : pausing;
    Iterator<?> walked = iterator;
    iterable = null;
    iterator = null;
    pausing = null;
    Sources.close(source, walked);
  }

  /** Closes the source, once however often it is called. */
  void close() throws Exception {
    Object source = iterable != null ? iterable : pausing;
    Iterator<?> walked = iterator;
    iterable = null;
    iterator = null;
    pausing = null;
    item = null;
    Sources.close(source, walked);
  }
}
