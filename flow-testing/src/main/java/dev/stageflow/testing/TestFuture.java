package dev.stageflow.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task that a {@link TestLoop} runs at a time of its own, once or again and again. */
final class TestFuture<V extends @Nullable Object> extends FutureTask<V>
    implements RunnableScheduledFuture<V> {
  private final TimedQueue queue;

  /** Zero if it runs once; the rate if more, the delay in between if less, in nanoseconds. */
  private final long period;

  /** When it is due next, in nanoseconds of the loop's time. */
  private volatile long time;

  TestFuture(TimedQueue queue, Callable<V> task, long time) {
    super(task);
    this.queue = queue;
    this.time = time;
    period = 0;
  }

  @SuppressWarnings("NullAway") // its result is null, as a Runnable has none
  TestFuture(TimedQueue queue, Runnable task, long time, long period) {
    super(task, null);
    this.queue = queue;
    this.time = time;
    this.period = period;
  }

  long time() {
    return time;
  }

  @Override
  public void run() {
    if (!isPeriodic()) {
      super.run();
    } else if (runAndReset()) {
      time = period > 0 ? time + period : queue.now() - period;
      queue.addAgain(this);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      queue.remove(this);
    }
    return cancelled;
  }

  @Override
  public boolean isPeriodic() {
    return period != 0;
  }

  @Override
  public long getDelay(TimeUnit unit) {
    return unit.convert(time - queue.now(), TimeUnit.NANOSECONDS);
  }

  @Override
  public int compareTo(Delayed other) {
    return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
  }
}
