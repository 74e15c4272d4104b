package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.source.ConcatIterator;
import dev.stageflow.internal.source.MergeIterator;
import dev.stageflow.internal.source.PublisherIterator;
import dev.stageflow.internal.source.SourceIterator;
import dev.stageflow.internal.source.ZipIterator;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow.Publisher;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A source of items that may fail and may pause: an {@link Iterator} for sequences that wait.
 *
 * <p>The iterators that {@code of} makes skip null elements. At each {@link #next()} pauses, for no
 * time at all: a flow that asks then looks whether it is to go on, and asks again. So does one that
 * {@code concat} makes where a source ends, and {@code zip} where a pair is dropped.
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

  /**
   * Walks several sources, one after the other.
   *
   * <pre>{@code
   * FlowIterator<Line> all = FlowIterator.concat(report.open(customer), FlowIterator.of(lines));
   * }</pre>
   *
   * <p>Each source is closed where it ends; those that have not ended are closed with the iterator.
   * What a source pauses for, the iterator pauses for.
   *
   * @param sources the sources; nulls are skipped
   * @param <T> the items' type
   * @return an iterator over the items of all sources
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> FlowIterator<T> concat(FlowIterator<? extends T>... sources) {
    return concat(Arrays.asList(sources));
  }

  /**
   * Walks several sources, one after the other.
   *
   * <p>A source is taken from the iterable when the one before has ended, and may be opened only
   * then. It is closed where it ends, or with the iterator. The sources of a {@link Collection} are
   * taken to be open already: all that have not ended are closed with the iterator. What a source
   * pauses for, the iterator pauses for.
   *
   * @param sources gives the sources; nulls are skipped. If it is {@link AutoCloseable} and no
   *     collection, it is closed with the iterator
   * @param <T> the items' type
   * @param <S> the sources' type
   * @return an iterator over the items of all sources
   */
  static <T, S extends FlowIterator<? extends T>> FlowIterator<T> concat(Iterable<S> sources) {
    return ConcatIterator.of(Objects.requireNonNull(sources, "sources"));
  }

  /**
   * Walks several sources, one after the other, each of which is opened when the one before has
   * ended.
   *
   * <pre>{@code
   * FlowIterator<Line> all = FlowIterator.concat(customers.stream().map(each -> report.open(each)));
   * }</pre>
   *
   * <p>A source is closed where it ends, or with the iterator. What a source pauses for, the
   * iterator pauses for.
   *
   * @param sources gives the sources; nulls are skipped. It is closed with the iterator
   * @param <T> the items' type
   * @return an iterator over the items of all sources
   */
  static <T> FlowIterator<T> concat(Stream<? extends FlowIterator<? extends T>> sources) {
    return ConcatIterator.ofEach(FlowIterator.of(sources));
  }

  /**
   * Walks two sources side by side, up to the end of the shorter one.
   *
   * <pre>{@code
   * FlowIterator<Integer> numbers = FlowIterator.of(IntStream.iterate(1, n -> n + 1));
   * FlowIterator<String> numbered =
   *     FlowIterator.zip(numbers, FlowIterator.of(lines), (n, line) -> n + ": " + line.text());
   * }</pre>
   *
   * <p>Both sources are closed with the iterator. What one of them pauses for, the iterator pauses
   * for; an item that the other one has given is kept meanwhile.
   *
   * @param first the first source, which is asked first
   * @param second the second source
   * @param combine makes an item of one from each source; null drops the pair. It may pause, and is
   *     then called again with the same two
   * @param <A> the type of the first source's items
   * @param <B> the type of the second source's items
   * @param <T> the items' type
   * @return an iterator over the combined items
   */
  static <A, B, T> FlowIterator<T> zip(
      FlowIterator<? extends A> first,
      FlowIterator<? extends B> second,
      StageBiFunction<? super A, ? super B, ? extends T> combine) {
    return new ZipIterator<>(
        Objects.requireNonNull(first, "first"),
        Objects.requireNonNull(second, "second"),
        Objects.requireNonNull(combine, "combine"));
  }

  /**
   * Merges sources that are sorted already into one that is sorted.
   *
   * <pre>{@code
   * FlowIterator<Order> orders =
   *     FlowIterator.mergeSorted(Comparator.comparing(Order::number), fromShop, fromPhone);
   * }</pre>
   *
   * <p>One item of each source is held at a time. Of equal items that of the earlier source comes
   * first. All sources are closed with the iterator. What one of them pauses for, the iterator
   * pauses for.
   *
   * @param comparator the order of each source's items
   * @param sources the sources; nulls are skipped
   * @param <T> the items' type
   * @return an iterator over the items of all sources, in order
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  static <T> FlowIterator<T> mergeSorted(
      Comparator<? super T> comparator, FlowIterator<? extends T>... sources) {
    return mergeSorted(comparator, Arrays.asList(sources));
  }

  /**
   * Merges any number of sources that are sorted already into one that is sorted, as {@link
   * #mergeSorted(Comparator, FlowIterator[])} does.
   *
   * @param comparator the order of each source's items
   * @param sources the sources; nulls are skipped
   * @param <T> the items' type
   * @return an iterator over the items of all sources, in order
   */
  static <T> FlowIterator<T> mergeSorted(
      Comparator<? super T> comparator, Collection<? extends FlowIterator<? extends T>> sources) {
    return MergeIterator.of(
        Objects.requireNonNull(comparator, "comparator"),
        Objects.requireNonNull(sources, "sources"));
  }
}
