package dev.stageflow.internal.slice;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.AwaitedFailure;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One pause that waits for something to complete, and the signal that it has. */
public class Wait implements BiConsumer<@Nullable Object, @Nullable Throwable> {

  private static final Duration ENDLESS = Duration.ofDays(36_525);

  /** Who waits. */
  public interface Waiter {

    /** Signals the end of the wait, on any thread. */
    void wake();
  }

  /** Signalled when the wait ends; null once nothing waits any more. */
  private @Nullable Waiter waiter;

  /** Published by {@link #over}. */
  private @Nullable Throwable failure;

  /**
   * Volatile, because whoever waits announces that it stops looking and then looks again here,
   * while the signal comes after this is set: one of the two sees the other.
   */
  private volatile boolean over;

  public Wait(Waiter waiter) {
    this.waiter = waiter;
  }

  /** A duration as nanoseconds: less than zero is zero, beyond a century is practically endless. */
  public static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return (duration.compareTo(ENDLESS) < 0 ? duration : ENDLESS).toNanos();
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    if (thrown != null) {
      failure = AwaitedFailure.of(thrown, PauseFlow.class);
    }
    over = true;
    Waiter waiting = waiter;
    if (waiting != null) {
      waiting.wake();
    }
  }

  public boolean isOver() {
    return over;
  }

  /** Returns what the condition failed with; called after the wait has ended. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Lets go of whoever waited, so that a condition that never completes does not hold on to it. A
   * signal that comes anyway finds nobody waiting.
   */
  public void drop() {
    waiter = null;
  }
}
