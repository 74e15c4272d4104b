package dev.stageflow.internal.slice;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A pause of some length. */
public final class TimedWait extends Wait {

  /**
   * What ends the wait; null until it has started. Plain: whoever starts the wait, or drops it, has
   * its run for itself. The signal, which may come on another thread before this is set, does not
   * look at it.
   */
  private @Nullable Future<?> timer;

  public TimedWait(Waiter waiter) {
    super(waiter);
  }

  /**
   * Starts to wait.
   *
   * @param nanos how long, in nanoseconds, more than zero
   * @param clock measures the time
   * @throws RuntimeException what the clock throws if it rejects the delay
   */
  public void start(long nanos, RunClock clock) {
    timer = clock.after(nanos, () -> accept(null, null));
  }

  @Override
  public void drop() {
    super.drop();
    Future<?> started = timer;
    if (started != null) {
      started.cancel(false);
    }
  }
}
