package dev.stageflow.internal.slice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A task's turn on the executor: one task. An executor that runs it inline, inside the call that
 * hands it over, is noticed by the thread; the slice is then left to that call, which can loop
 * where the executor would recurse.
 */
final class Slice implements Runnable {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(Slice.class, "taken", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final SlicedTask task;

  /**
   * The thread that is handing this over, or null when it has. Plain: other threads may see either
   * value, and are not that thread; the thread itself sees what it wrote last.
   */
  private @Nullable Thread submitter = Thread.currentThread();

  /** Whether the executor runs inline; only for the submitter. */
  private boolean inline;

  /** Whether somebody makes the turn, or has: an executor that failed might still have kept it. */
  @SuppressWarnings("unused") // read and written through its handle
  private volatile boolean taken;

  Slice(SlicedTask task) {
    this.task = task;
  }

  @Override
  public void run() {
    if (submitter == Thread.currentThread()) {
      inline = true;
    } else if (take()) {
      task.turn();
    }
  }

  /**
   * Takes the turn.
   *
   * @return false if it was taken before
   */
  boolean take() {
    return !(boolean) TAKEN.getAndSet(this, true);
  }

  /**
   * Ends the submitting call.
   *
   * @return whether the executor ran inline, so that the turn is the submitter's
   */
  boolean submitted() {
    submitter = null;
    return inline;
  }
}
