package dev.stageflow.internal.source;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageBiFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks two sources side by side, and makes one item of each pair. */
public final class ZipIterator<A, B, T> extends CombinedIterator<T> {
  private final FlowIterator<? extends A> first;
  private final FlowIterator<? extends B> second;
  private final StageBiFunction<? super A, ? super B, ? extends T> combine;

  // The pair in hand: a pause keeps what is taken.

  private @Nullable A left;
  private @Nullable B right;

  private boolean ended;

  /** How many pairs have been taken. */
  private long pairs;

  public ZipIterator(
      FlowIterator<? extends A> first,
      FlowIterator<? extends B> second,
      StageBiFunction<? super A, ? super B, ? extends T> combine) {
    super(List.of(first, second));
    this.first = first;
    this.second = second;
    this.combine = combine;
  }

  @Override
  public @Nullable T next() throws Exception {
    if (ended) {
      return null;
    }
    if (left == null) {
      left = ask(first);
    }
    if (left != null && right == null) {
      right = ask(second);
    }
    if (left == null || right == null) {
      left = null;
      ended = true;
      return null;
    }
    T item = combine.apply(left, right);
    left = null;
    right = null;
    pairs++;
    if (item == null) {
      throw PauseFlow.until(Sources.SKIPPED);
    }
    return item;
  }

  /** Returns the size of the shorter source, or of the one that knows. */
  @Override
  public long size() {
    long size = Sources.size(measured()).orElse(-1);
    long other = Sources.size(measured() == first ? second : first).orElse(-1);
    return measured().position() >= 0 || other < 0 ? size : Math.min(size, other);
  }

  @Override
  public long position() {
    long position = measured().position();
    return position < 0 ? pairs : position;
  }

  /** The source whose size counts: one whose items are not counted, if it is known. */
  private FlowIterator<?> measured() {
    boolean isFirst =
        Sources.size(second).isEmpty()
            || (Sources.size(first).isPresent() && second.position() < 0);
    return isFirst ? first : second;
  }
}
