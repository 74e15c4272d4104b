package dev.stageflow;

import dev.stageflow.internal.source.PublisherIterator;
import dev.stageflow.internal.source.SourceIterator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * A source of items that may fail and may pause: an {@link Iterator} for sequences that wait.
 *
 * <p>The iterators that {@code of} makes skip null elements. At each {@link #next()} pauses, for no
 * time at all: a flow that asks then looks whether it is to go on, and asks again.
 *
 * @param <T> the items' type
 */
@FunctionalInterface
public interface FlowIterator<T> extends AutoCloseable {

  /**
   * Returns the next item.
   *
   * @return the item, or {@code null} at the end
   * @throws PauseFlow if there is none yet; it is then called again
   * @throws Exception any other failure, which ends the run
   */
  @Nullable T next() throws Exception;

  /**
   * Asks a {@link #next()} that blocks on a worker thread to return or fail soon. Where this method
   * is not overridden the thread is interrupted instead. Override it where an interrupt does not
   * reach what is waited for, or does harm: a database driver waits for its answer until the
   * statement is cancelled. If {@code next} has not returned after some seconds, its thread is
   * interrupted anyway.
   *
   * <p>Called when the run fails or is cancelled, from another worker thread, while {@code next}
   * may be under way; {@link #close()} comes after it, once {@code next} has returned.
   *
   * @throws Exception any failure, which is suppressed into what ended the run; the thread is then
   *     interrupted at once
   */
  default void cancel() throws Exception {}

  /**
   * Gives up what the iterator holds. A flow calls it once, at the end, on failure and on cancel.
   */
  @Override
  default void close() {}

  /**
   * Walks a collection. What is {@link AutoCloseable} is closed with the iterator.
   *
   * @param source the items; null elements are skipped
   * @param <T> the items' type
   * @return an iterator over it
   */
  static <T> FlowIterator<T> of(Iterable<? extends T> source) {
    return new SourceIterator<T>(Objects.requireNonNull(source, "source")::iterator, source);
  }

  /**
   * Takes over an iterator. If it is {@link AutoCloseable} it is closed with this one.
   *
   * @param source the items; null elements are skipped
   * @param <T> the items' type
   * @return an iterator over it
   */
  static <T> FlowIterator<T> of(Iterator<? extends T> source) {
    return new SourceIterator<T>(() -> source, Objects.requireNonNull(source, "source"));
  }

  /**
   * Takes over a stream, of objects or of primitives, which is closed with the iterator.
   *
   * @param source the items; null elements are skipped
   * @param <T> the items' type
   * @return an iterator over it
   */
  static <T> FlowIterator<T> of(BaseStream<? extends T, ?> source) {
    return new SourceIterator<T>(Objects.requireNonNull(source, "source")::iterator, source);
  }

  /**
   * Returns what an optional holds.
   *
   * @param source the item
   * @param <T> the item's type
   * @return an iterator over it
   */
  static <T> FlowIterator<T> of(Optional<? extends T> source) {
    return of(source.stream());
  }

  /**
   * Walks a map. What is {@link AutoCloseable} is closed with the iterator.
   *
   * @param source the entries
   * @param <K> the keys' type
   * @param <V> the values' type
   * @return an iterator over its entries
   */
  static <K, V> FlowIterator<Map.Entry<K, V>> of(Map<K, V> source) {
    return new SourceIterator<>(
        () -> source.entrySet().iterator(), Objects.requireNonNull(source, "source"));
  }

  /**
   * Subscribes to a publisher when the first item is requested, and pauses while none has arrived.
   * Items are requested in batches; the subscription is cancelled with the iterator.
   *
   * @param source the items
   * @param <T> the items' type
   * @return an iterator over them
   */
  static <T> FlowIterator<T> of(Publisher<? extends T> source) {
    return new PublisherIterator<>(source);
  }

  /**
   * Walks an array, or the items that are listed.
   *
   * @param items the items; null elements are skipped
   * @param <T> the items' type
   * @return an iterator over them
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> FlowIterator<T> of(T... items) {
    return of(Arrays.asList(items));
  }
}
