package dev.stageflow.internal.sink;

import dev.stageflow.Sink;
import dev.stageflow.internal.value.Bucket;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** Gathers outputs; the collector's functions are called inside the run alone. */
public final class CollectorSink<T, R> implements Sink<T> {
  private final Collector<T, ?, R> collector;
  private @Nullable Bucket<T, R> bucket;

  /**
   * Makes one that has gathered nothing.
   *
   * @param collector gathers the outputs
   */
  public CollectorSink(Collector<T, ?, R> collector) {
    this.collector = collector;
  }

  @Override
  public void accept(T item) {
    bucket().add(item);
  }

  /** Returns what has been gathered; called once, inside the run. */
  public R finish() {
    return bucket().finish();
  }

  private Bucket<T, R> bucket() {
    Bucket<T, R> filled = bucket;
    if (filled == null) {
      filled = Bucket.of(collector);
      bucket = filled;
    }
    return filled;
  }
}
