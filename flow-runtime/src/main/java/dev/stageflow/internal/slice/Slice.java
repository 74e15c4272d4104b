package dev.stageflow.internal.slice;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A slice that is handed to an executor. An executor that runs it inline, inside the call that
 * hands it over, is noticed by the thread; the slice is then left to that call, which can loop
 * where the executor would recurse.
 */
public final class Slice implements Runnable {
  private static final VarHandle TAKEN;

  static {
    try {
      TAKEN = MethodHandles.lookup().findVarHandle(Slice.class, "taken", boolean.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final Runnable turns;

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

  /**
   * Makes a slice that this thread is about to hand over.
   *
   * @param turns makes the slice, and throws nothing
   */
  public Slice(Runnable turns) {
    this.turns = turns;
  }

  @Override
  public void run() {
    if (submitter == Thread.currentThread()) {
      inline = true;
    } else if (take()) {
      SliceMark.run(turns);
    }
  }

  /** Makes the turn if nobody has, on a thread that is no loop's, so that it may park in it. */
  void makeHere() {
    if (take()) {
      turns.run();
    }
  }

  /**
   * Takes the turn.
   *
   * @return false if it was taken before
   */
  public boolean take() {
    return !(boolean) TAKEN.getAndSet(this, true);
  }

  /**
   * Ends the submitting call.
   *
   * @return whether the executor ran inline, so that the turn is the submitter's; unless it has run
   *     this on another thread as well, which has taken the turn
   */
  public boolean submitted() {
    submitter = null;
    return inline && take();
  }
}
