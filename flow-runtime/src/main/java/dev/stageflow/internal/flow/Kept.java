package dev.stageflow.internal.flow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the accumulator of one run of a keyed flow.
 *
 * @param <A> the accumulator's type
 */
public final class Kept<A> {

  /** Whether the run hands the accumulator over in the end, instead of passing it on. */
  private final boolean keeping;

  private @Nullable A value;

  private Kept(boolean keeping, @Nullable A value) {
    this.keeping = keeping;
    this.value = value;
  }

  /** Returns that of a run by itself: it starts its accumulator, and passes it on. */
  static <A> Kept<A> not() {
    return new Kept<>(false, null);
  }

  /** Returns that of a run that gathers: it goes on with what was kept, if there is something. */
  static <A> Kept<A> between(@Nullable A kept) {
    return new Kept<>(true, kept);
  }

  /** Returns that of a run that only passes on what was kept. */
  static <A> Kept<A> atLast(A kept) {
    return new Kept<>(false, Objects.requireNonNull(kept, "kept"));
  }

  /** Returns what is kept after the run; null if nothing has been gathered. */
  @Nullable A value() {
    return value;
  }

  /**
   * Returns whether the run hands the accumulator over in the end.
   *
   * @return false if it passes it on
   */
  public boolean isKeeping() {
    return keeping;
  }

  /**
   * Returns whether the run begins with an accumulator that was kept.
   *
   * @return false if it starts one
   */
  public boolean isGiven() {
    return value != null;
  }

  /**
   * Takes the accumulator that was kept.
   *
   * @return the accumulator, of which the run is in charge now
   */
  public A take() {
    A taken = Objects.requireNonNull(value);
    value = null;
    return taken;
  }

  /**
   * Hands over the accumulator.
   *
   * @param gathered the accumulator, to which something was added
   */
  public void keep(A gathered) {
    value = gathered;
  }
}
