package dev.stageflow;

import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.source.ConcatIterator;
import dev.stageflow.internal.source.LinesIterator;
import dev.stageflow.internal.source.MergeIterator;
import dev.stageflow.internal.source.PublisherIterator;
import dev.stageflow.internal.source.SourceIterator;
import dev.stageflow.internal.source.StreamIterator;
import dev.stageflow.internal.source.ZipIterator;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * <p>The iterators that {@code of} makes skip null elements. At each of these, {@link #next()}
 * pauses for no time at all: a flow that asks then looks whether it is to go on, and asks again. An
 * iterator of {@code concat} pauses likewise where a source ends, one of {@code zip} where a pair
 * is dropped.
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
   * Returns how much the iterator gives in all, for the {@linkplain FlowRun#progress() progress} of
   * a run. Called between two calls of {@link #next()}, by the thread that makes them, and often:
   * it must not take long. What it throws counts as not known.
   *
   * @return the number of items, or the size in whatever {@link #position()} counts, such as the
   *     bytes of a file; -1 unless it is known
   */
  default long size() {
    return -1;
  }

  /**
   * Returns how far the iterator has come in its {@link #size()}. Where this method is not
   * overridden the size is a number of items, and the flow counts those. Called as {@code size} is.
   *
   * @return how much of the size has been given, the item that {@link #next()} has returned last
   *     included; -1, always, if that is the number of items
   */
  default long position() {
    return -1;
  }

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
    return new StreamIterator<>(Objects.requireNonNull(source, "source"));
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
   * Reads the lines of a file in UTF-8, as {@link #lines(Path, Charset)} does.
   *
   * @param file the file
   * @return an iterator over its lines
   */
  static FlowIterator<String> lines(Path file) {
    return lines(file, StandardCharsets.UTF_8);
  }

  /**
   * Reads the lines of a file.
   *
   * <pre>{@code
   * FlowIterator<String> lines = FlowIterator.lines(file, StandardCharsets.ISO_8859_1);
   * }</pre>
   *
   * <p>The file is opened when the first line is requested, read one buffer at a time, and closed
   * with the iterator. A line ends with a line feed, a carriage return, or both, which are not part
   * of it, or with the file. The iterator knows its {@linkplain #size() size} and {@linkplain
   * #position() position}, in bytes, so that a run shows how much of the file is done. Reading may
   * block: on an event loop the sequence needs a {@link dev.stageflow.annotation.Tunnel}.
   *
   * <p>Bytes that are no text in this charset end the iterator with a {@link
   * java.nio.charset.CharacterCodingException} that names the line, after all lines before it.
   *
   * @param file the file; that it cannot be opened is a failure of the first {@code next()}
   * @param charset how its text is encoded
   * @return an iterator over its lines
   */
  static FlowIterator<String> lines(Path file, Charset charset) {
    return LinesIterator.of(
        Objects.requireNonNull(file, "file"), Objects.requireNonNull(charset, "charset"));
  }

  /**
   * Reads the lines of what is open already, such as {@code Channels.newChannel(inputStream)}, as
   * {@link #lines(Path, Charset)} does. The channel is closed with the iterator.
   *
   * @param channel gives the text, from its current position on; in blocking mode. Of a {@link
   *     java.nio.channels.SeekableByteChannel} the size is known
   * @param charset how the text is encoded
   * @return an iterator over its lines
   */
  static FlowIterator<String> lines(ReadableByteChannel channel, Charset charset) {
    return LinesIterator.of(
        Objects.requireNonNull(channel, "channel"), Objects.requireNonNull(charset, "charset"));
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
