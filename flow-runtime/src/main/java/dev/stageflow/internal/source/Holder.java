package dev.stageflow.internal.source;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Takes an element from a spliterator, and holds it until it is taken from here. */
public final class Holder<T> implements Consumer<T> {
  private @Nullable T element;

  /** Makes one that holds nothing. */
  public Holder() {}

  @Override
  public void accept(T given) {
    element = given;
  }

  /** Returns the element, which may be null, and holds it no longer. */
  public @Nullable T take() {
    T taken = element;
    element = null;
    return taken;
  }

  /** For a spliterator of {@code int}s. */
  public static final class OfInt implements IntConsumer {
    private int element;

    /** Makes one that holds zero. */
    public OfInt() {}

    @Override
    public void accept(int given) {
      element = given;
    }

    /** Returns the element that was given last. */
    public int take() {
      return element;
    }
  }

  /** For a spliterator of {@code long}s. */
  public static final class OfLong implements LongConsumer {
    private long element;

    /** Makes one that holds zero. */
    public OfLong() {}

    @Override
    public void accept(long given) {
      element = given;
    }

    /** Returns the element that was given last. */
    public long take() {
      return element;
    }
  }

  /** For a spliterator of {@code double}s. */
  public static final class OfDouble implements DoubleConsumer {
    private double element;

    /** Makes one that holds zero. */
    public OfDouble() {}

    @Override
    public void accept(double given) {
      element = given;
    }

    /** Returns the element that was given last. */
    public double take() {
      return element;
    }
  }
}
