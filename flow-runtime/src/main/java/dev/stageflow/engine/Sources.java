package dev.stageflow.engine;

import dev.stageflow.PauseFlow;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** How frames open and close what a sequence returned. */
public final class Sources {

  private Sources() {}

  /**
   * Gives the list to be walked by index, which is as fast as a hand-written loop.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return the source if it is a list with fast access by index, else null
   */
  public static <T> @Nullable List<T> indexed(Iterable<T> source) {
    return source instanceof List<T> list && source instanceof RandomAccess ? list : null;
  }

  /**
   * Closes what a sequence returned, where it can be closed.
   *
   * @param source what was returned, or an iterator made from it; null is nothing to close
   * @throws Exception what closing throws
   */
  public static void close(@Nullable Object source) throws Exception {
    if (source instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (PauseFlow pause) {
        throw new IllegalStateException("the close() of a sequence's source must not pause", pause);
      }
    }
  }

  /**
   * Closes an iterator, and then what it was made from, each where it can be closed.
   *
   * @param source what a sequence returned; null is nothing to close
   * @param iterator what its elements were taken from; null is nothing to close
   * @throws Exception what closing throws; of two exceptions the second is suppressed into the
   *     first
   */
  public static void close(@Nullable Object source, @Nullable Iterator<?> iterator)
      throws Exception {
    try {
      if (iterator != source) {
        close(iterator);
      }
    } catch (Throwable failure) {
      try {
        close(source);
      } catch (Throwable second) {
        if (second != failure) {
          failure.addSuppressed(second);
        }
      }
      throw failure;
    }
    close(source);
  }
}
