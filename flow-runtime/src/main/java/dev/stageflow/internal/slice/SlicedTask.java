package dev.stageflow.internal.slice;

import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.tunnel.Workers;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;

/**
 * What is done in slices on an executor, one at a time, for as long as there is something to do and
 * again whenever it is woken.
 *
 * <p>{@link #pending} is the right to run: whoever sets it from false to true submits the next
 * slice, and the thread that makes the slice has the task for itself until it clears it again.
 */
abstract class SlicedTask implements Wait.Waiter {
  private static final VarHandle PENDING;

  static {
    try {
      PENDING = MethodHandles.lookup().findVarHandle(SlicedTask.class, "pending", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /**
   * Whether a slice is submitted or being made; stays set once the task has ended.
   *
   * <p>A signal is lost unless one of two threads sees the other: the one that signals writes its
   * reason (which {@link #hasToDo} reads) and then reads this; the one that ends a slice clears
   * this and then reads the reasons. Each writes one thing and then reads another, and only
   * volatile access keeps that order: were the reason or the clearing a mere release, both threads
   * could read the old value. Clearing it also publishes what the slice did to the thread that sets
   * it next.
   */
  private volatile boolean pending = true;

  /** Returns what runs the slices. */
  protected abstract Executor executor();

  /** Makes one slice; throws nothing. For the thread that has the right to run. */
  protected abstract void makeSlice();

  /** Returns whether there is a reason for another slice. What it reads is volatile. */
  protected abstract boolean hasToDo();

  /** Returns whether no slice will be made any more. */
  protected abstract boolean hasEnded();

  /** Learns that the executor rejects slices: the next one is made by the thread that is here. */
  protected abstract void rejected(Throwable thrown);

  /** Submits the first slice. */
  public void start() {
    if (submit()) {
      turn();
    }
  }

  /** Signals that there may be something to do, after the reason for it was written. */
  @Override
  public final void wake() {
    if (acquire() && submit() && !SliceMark.leave(this)) {
      turn();
    }
  }

  private boolean acquire() {
    return !(boolean) PENDING.getAndSet(this, true);
  }

  /** Returns whether a slice is submitted or being made, or the task has ended. */
  protected final boolean hasTurn() {
    return pending;
  }

  /** Makes the slice whose turn has come, on this thread or, if that is not to be held, another. */
  protected final void turn() {
    if (JdkTimer.isCurrentThread()) {
      Workers.shared().execute(() -> SliceMark.run(this));
    } else {
      SliceMark.run(this);
    }
  }

  /** Makes slices until the executor takes the next one, or there is none to make. */
  protected final void makeTurn() {
    boolean here = true;
    while (here) {
      here = slice() && submit();
    }
  }

  /**
   * Submits a slice. Called by whoever has the right to run.
   *
   * @return whether the slice is still to be made, here: the executor ran inline, or rejected it
   */
  private boolean submit() {
    Slice slice = new Slice(this);
    try {
      executor().execute(slice);
    } catch (Throwable thrown) {
      if (!slice.take()) {
        // It is made anyway, on another thread.
        Failures.report(thrown);
        return false;
      }
      rejected(thrown);
      return true;
    }
    return slice.submitted();
  }

  /**
   * Makes one slice.
   *
   * @return whether another one must be submitted; if not, the right to run is given up
   */
  private boolean slice() {
    makeSlice();
    if (hasEnded()) {
      return false;
    }
    if (hasToDo()) {
      return true;
    }
    pending = false;
    return hasToDo() && acquire();
  }
}
