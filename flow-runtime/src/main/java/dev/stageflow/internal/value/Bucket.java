package dev.stageflow.internal.value;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collector;

/**
 * What a collector has gathered so far: it hides the collector's own container type.
 *
 * @param <T> the items' type
 * @param <R> the result's type
 */
public abstract class Bucket<T, R> {

  private Bucket() {}

  /**
   * Makes an empty bucket.
   *
   * @param collector fills it and makes its result
   * @param <T> the items' type
   * @param <R> the result's type
   * @return the bucket
   */
  public static <T, R> Bucket<T, R> of(Collector<? super T, ?, ? extends R> collector) {
    return filledBy(Objects.requireNonNull(collector, "collector"));
  }

  private static <T, A, R> Bucket<T, R> filledBy(Collector<? super T, A, ? extends R> collector) {
    return new OfCollector<>(collector);
  }

  /**
   * Adds an item.
   *
   * @param item the item
   */
  public abstract void add(T item);

  /**
   * Makes the result.
   *
   * @return the result, which a collector may give as null
   */
  public abstract R finish();

  private static final class OfCollector<T, A, R> extends Bucket<T, R> {
    private final A container;
    private final BiConsumer<A, ? super T> accumulator;
    private final Function<A, ? extends R> finisher;

    OfCollector(Collector<? super T, A, ? extends R> collector) {
      container = collector.supplier().get();
      accumulator = collector.accumulator();
      finisher = collector.finisher();
    }

    @Override
    public void add(T item) {
      accumulator.accept(container, item);
    }

    @Override
    public R finish() {
      return finisher.apply(container);
    }
  }
}
