package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** How frames open and close what a sequence returned, and what it skips. */
public final class Sources {

  /**
   * The classes of the lists that most sequences return, which need no closing, and whose iterators
   * need none. To find out by {@code instanceof} that a class does not implement an interface takes
   * HotSpot a search through all that it does implement, each time: for an inner sequence of ten
   * elements that was a third of the run.
   */
  private static final Class<?> LIST_OF_FEW = List.of(1).getClass();

  private static final Class<?> LIST_OF_MANY = List.of(1, 2, 3).getClass();
  private static final Class<?> LIST_OF_ARRAY = Arrays.asList(1, 2, 3).getClass();

  /**
   * What an iterator pauses for at a null element, which it skips: nothing, as this has completed.
   * Whoever asks it can look whether it is to go on at all, and then asks for the next element at
   * once.
   */
  public static final CompletionStage<Void> SKIPPED =
      CompletableFuture.<Void>completedFuture(null).minimalCompletionStage();

  private Sources() {}

  static boolean isPlainList(Object source) {
    Class<?> type = source.getClass();
    return type == ArrayList.class
        || type == LIST_OF_MANY
        || type == LIST_OF_FEW
        || type == LIST_OF_ARRAY;
  }

  /**
   * Returns an iterator of a list that begins at an index; at its end if the list is shorter.
   *
   * @param source the list; null for nothing
   * @param index the index
   * @param <T> the elements' type
   * @return the iterator; null if it is no list, which has to be walked up to there
   */
  public static <T> @Nullable Iterator<T> at(@Nullable Iterable<T> source, long index) {
    return source instanceof List<T> list
        ? list.listIterator((int) Math.min(index, list.size()))
        : null;
  }

  /**
   * Returns whether a source is a list that ends within a slice and whose iterator need not be
   * closed. The size of other collections is not asked for: counting may take long.
   *
   * @param source what a sequence returned
   * @param budget how many steps are left in the slice
   * @return true if it is, whatever its elements cause
   */
  public static boolean isShort(Iterable<?> source, int budget) {
    return isPlainList(source) && ((List<?>) source).size() < budget;
  }

  /** Returns whether a source has paused at a null element only, and can be asked again at once. */
  public static boolean isSkipped(PauseFlow pause) {
    return pause.condition() == SKIPPED;
  }

  /**
   * Cancels a source that is asked for an item, on another thread, by its own means if it has any.
   *
   * @return false if it has none: the thread is then to be interrupted
   * @throws Exception what its cancel throws
   */
  public static boolean cancel(FlowIterator<?> source) throws Exception {
    if (source instanceof CombinedIterator<?> combined) {
      return combined.cancelAsked();
    }
    if (!isCancellable(source)) {
      return false;
    }
    source.cancel();
    return true;
  }

  /** Returns whether a source says how it is cancelled, as far as that can be found out. */
  private static boolean isCancellable(FlowIterator<?> source) {
    try {
      return source.getClass().getMethod("cancel").getDeclaringClass() != FlowIterator.class;
    } catch (NoSuchMethodException | SecurityException unknown) {
      return true;
    }
  }

  /**
   * Returns how large a source is, where it knows. A user's collection may fail to tell, which is
   * no reason for a run to do so.
   */
  public static OptionalLong size(@Nullable Object source) {
    try {
      long size = -1;
      if (source instanceof FlowIterator<?> iterator) {
        size = iterator.size();
      } else if (source instanceof Collection<?> collection) {
        size = known(collection.size());
      } else if (source instanceof Map<?, ?> map) {
        size = known(map.size());
      } else if (source != null && source.getClass().isArray()) {
        size = Array.getLength(source);
      }
      return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
    } catch (Throwable unable) {
      return OptionalLong.empty();
    }
  }

  /**
   * Returns how many elements a stream has, before the first is taken. It is asked then, when it
   * binds to its source anyway: while it is walked, a sorted stream for one cannot tell.
   *
   * @param opened the stream's spliterator, of which nothing was taken
   * @return their number; -1 if the stream does not know, or fails to tell
   */
  public static long sizeAtStart(Spliterator<?> opened) {
    try {
      long size = opened.getExactSizeIfKnown();
      // So do endless streams of random numbers tell theirs.
      return size == Long.MAX_VALUE ? -1 : size;
    } catch (Throwable unable) {
      return -1;
    }
  }

  /** As much as an int can hold stands for that or more. */
  private static long known(int size) {
    return size == Integer.MAX_VALUE ? -1 : size;
  }

  /**
   * Returns how far a source has come in its size.
   *
   * @param source what a sequence returned
   * @param taken how many items have been taken from it
   */
  public static long position(@Nullable Object source, long taken) {
    try {
      long position = source instanceof FlowIterator<?> iterator ? iterator.position() : -1;
      return position < 0 ? taken : position;
    } catch (Throwable unable) {
      return taken;
    }
  }

  /**
   * Returns how large a source is that the calling thread is to read ahead, where it knows at once,
   * without a query for example; -1 if it does not. A stream is opened, as reading it does first.
   */
  public static long sizeAhead(FlowIterator<?> source) {
    if (source instanceof StreamIterator<?> stream) {
      Spliterator<?> unused = stream.open();
    }
    if (source instanceof SourceIterator<?> known && !known.isPlain()) {
      return -1;
    }
    return size(source).orElse(-1);
  }

  /**
   * Closes what a sequence returned, where it can be closed.
   *
   * @param source what was returned, or an iterator made from it; null is nothing to close
   * @throws PauseFlow if closing goes on elsewhere, until a {@link Closing} has completed
   * @throws Exception what closing throws
   */
  public static void close(@Nullable Object source) throws Exception {
    if (source == null || isPlainList(source)) {
      return;
    }
    if (source instanceof Abandonable engineSource) {
      abandon(engineSource);
    } else if (source instanceof AutoCloseable closeable) {
      closeHere(closeable);
    }
  }

  private static void abandon(Abandonable source) throws Exception {
    try {
      source.abandon();
    } catch (PauseFlow pause) {
      throw PauseFlow.until(Closing.of(pause));
    }
  }

  /** Closes a source on this thread, which may wait. */
  public static void closeHere(@Nullable AutoCloseable source) throws Exception {
    try {
      if (source != null) {
        source.close();
      }
    } catch (PauseFlow pause) {
      throw new IllegalStateException("the close() of a sequence's source must not pause", pause);
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
    if (source != null && isPlainList(source)) {
      return;
    }
    try {
      if (iterator != source) {
        close(iterator);
      }
    } catch (Throwable failure) {
      try {
        close(source);
      } catch (Throwable second) {
        Failures.both(failure, second);
      }
      throw failure;
    }
    close(source);
  }
}
