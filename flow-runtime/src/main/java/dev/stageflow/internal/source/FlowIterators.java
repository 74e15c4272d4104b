package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;
import java.util.stream.BaseStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What sequences return, as iterators that may fail and pause. Null, which is no sequence at all,
 * stays null; null elements are skipped, and primitive ones boxed. What can be closed is closed
 * with the iterator, also if it could not be walked.
 */
public final class FlowIterators {

  private FlowIterators() {}

  /**
   * Walks an iterable.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return an iterator, or null
   */
  public static <T> @Nullable FlowIterator<T> ofIterable(@Nullable Iterable<? extends T> source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Takes over an iterator.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return an iterator, or null
   */
  public static <T> @Nullable FlowIterator<T> ofIterator(@Nullable Iterator<? extends T> source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Takes a pausing iterator as one of a wider type: items are only taken from it.
   *
   * @param source what a sequence returned
   * @param <T> the items' type
   * @return the same iterator, or null
   */
  @SuppressWarnings("unchecked")
  public static <T> @Nullable FlowIterator<T> ofFlowIterator(
      @Nullable FlowIterator<? extends T> source) {
    return (FlowIterator<T>) source;
  }

  /**
   * Takes over a stream, of objects or primitives.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return an iterator, or null
   */
  public static <T> @Nullable FlowIterator<T> ofStream(
      @Nullable BaseStream<? extends T, ?> source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Returns what an optional holds.
   *
   * @param source what a sequence returned
   * @param <T> the element's type
   * @return an iterator, or null
   */
  @SuppressWarnings("NullableOptional") // it should not be null, but a user's method may return it
  public static <T> @Nullable FlowIterator<T> ofOptional(@Nullable Optional<? extends T> source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Returns what an optional holds.
   *
   * @param source what a sequence returned
   * @return an iterator, or null
   */
  public static @Nullable FlowIterator<Integer> ofOptional(@Nullable OptionalInt source) {
    return source == null ? null : FlowIterator.of(source.stream());
  }

  /**
   * Returns what an optional holds.
   *
   * @param source what a sequence returned
   * @return an iterator, or null
   */
  public static @Nullable FlowIterator<Long> ofOptional(@Nullable OptionalLong source) {
    return source == null ? null : FlowIterator.of(source.stream());
  }

  /**
   * Returns what an optional holds.
   *
   * @param source what a sequence returned
   * @return an iterator, or null
   */
  public static @Nullable FlowIterator<Double> ofOptional(@Nullable OptionalDouble source) {
    return source == null ? null : FlowIterator.of(source.stream());
  }

  /**
   * Walks a map's entries.
   *
   * @param source what a sequence returned
   * @param <E> the entries' type: only where the map's type arguments are no wildcards, the
   *     compiler could tell it from the map
   * @return an iterator, or null
   */
  @SuppressWarnings("unchecked")
  public static <E extends Map.Entry<?, ?>> @Nullable FlowIterator<E> ofMap(
      @Nullable Map<?, ?> source) {
    return source == null ? null : (FlowIterator<E>) FlowIterator.of(source);
  }

  /**
   * Subscribes to a publisher.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return an iterator that pauses while the publisher has sent nothing, or null
   */
  public static <T> @Nullable FlowIterator<T> ofPublisher(@Nullable Publisher<? extends T> source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Subscribes to a publisher of another library.
   *
   * @param source what a sequence returned
   * @param conversion makes a publisher of what is not null
   * @param <P> the type of what was returned
   * @param <T> the items' type
   * @return an iterator, or null
   */
  public static <P, T> @Nullable FlowIterator<T> ofPublisher(
      @Nullable P source, Function<? super P, ? extends Publisher<? extends T>> conversion) {
    return source == null ? null : FlowIterator.of(conversion.apply(source));
  }

  /**
   * Walks an array of objects.
   *
   * @param source what a sequence returned
   * @param <T> the elements' type
   * @return an iterator, or null
   */
  public static <T> @Nullable FlowIterator<T> ofArray(T @Nullable [] source) {
    return source == null ? null : FlowIterator.of(source);
  }

  /**
   * Walks an array of primitives.
   *
   * @param source what a sequence returned
   * @param <T> the box of its elements
   * @return an iterator, or null
   */
  @SuppressWarnings("unchecked")
  public static <T> @Nullable FlowIterator<T> ofArray(@Nullable Object source) {
    return source == null
        ? null
        : FlowIterator.of(
            IntStream.range(0, Array.getLength(source))
                .mapToObj(index -> (T) Array.get(source, index)));
  }
}
