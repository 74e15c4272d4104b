package dev.stageflow.internal.slice;

import dev.stageflow.PauseFlow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whoever calls a run, as the executor of that run alone: its slices are made by the thread that
 * comes for them, which waits meanwhile, or does something else. All methods but {@link #execute}
 * are for that thread.
 */
public final class CallingThread implements Executor {

  /** Whether it is the thread that has started the run, which has that thread's context. */
  private final boolean home;

  /**
   * The slice that is due, if there is one. Who submits it sets it and then reads {@link #waiting}
   * and {@link #left}; who waits or leaves writes these and then reads it. All are volatile, so one
   * of the two sees what the other has written.
   */
  private final AtomicReference<@Nullable Slice> due = new AtomicReference<>();

  /** Wakes whoever waits for a slice. */
  private volatile @Nullable Runnable waiting;

  /** Whether nobody will come any more: slices are made where they are submitted. */
  private volatile boolean left;

  /** The pause of some length that the run is in; null if it is in none. */
  private @Nullable PauseFlow delay;

  /** Ends that pause. */
  private @Nullable Wait delayed;

  /**
   * Makes the executor of one run.
   *
   * @param home whether the thread that makes it makes all slices
   */
  public CallingThread(boolean home) {
    this.home = home;
  }

  public boolean isHome() {
    return home;
  }

  @Override
  public void execute(Runnable slice) {
    due.set((Slice) slice);
    Runnable waits = waiting;
    if (left) {
      Slice last = due.getAndSet(null);
      if (last != null) {
        last.run();
      }
    } else if (waits != null) {
      waits.run();
    }
  }

  /**
   * Begins a pause of some length, which ends when the thread comes again.
   *
   * @param pause the pause, which names no condition
   * @param wait is over then
   */
  public void delay(PauseFlow pause, Wait wait) {
    delay = pause;
    delayed = wait;
  }

  /** Makes the slices that are due. A pause of some length is over. */
  public void makeSlices() {
    Wait over = delayed;
    delayed = null;
    delay = null;
    if (over != null) {
      over.accept(null, null);
    }
    makeDue();
  }

  private boolean isDue() {
    return due.get() != null;
  }

  private void makeDue() {
    for (Slice slice = due.getAndSet(null); slice != null; slice = due.getAndSet(null)) {
      slice.makeHere();
    }
  }

  /** Leaves the slices that are still to come to those who submit them. */
  public void leave() {
    left = true;
    makeSlices();
  }

  /** Returns what to wait for until there is another slice to make. */
  public PauseFlow pause() {
    if (delay != null) {
      return delay;
    }
    CompletableFuture<Void> signal = new CompletableFuture<>();
    waiting = () -> signal.complete(null);
    if (isDue()) {
      signal.complete(null);
    }
    return PauseFlow.until(signal);
  }

  /**
   * Parks until there is another slice to make.
   *
   * @param interval the delay after a pause that names no condition
   * @throws IllegalStateException if the thread is in a slice of a loop, which must not park
   * @throws java.util.concurrent.CancellationException if it is or gets interrupted; the flag stays
   *     set
   */
  public void park(Duration interval) {
    Parker.requireMayPark();
    long nanos = delay == null ? Long.MAX_VALUE : nanos(delay.delay(), interval);
    Thread thread = Thread.currentThread();
    waiting = () -> LockSupport.unpark(thread);
    Parker.parkUntil(this::isDue, nanos);
  }

  private static long nanos(@Nullable Duration length, Duration interval) {
    return Wait.nanos(length == null ? interval : length);
  }

  /** Parks until there is another slice to make, interrupted or not. */
  public void parkToClose() {
    Thread thread = Thread.currentThread();
    waiting = () -> LockSupport.unpark(thread);
    Parker.parkToEnd(this::isDue);
  }
}
