package dev.stageflow.internal.slice;

import dev.stageflow.internal.failure.Failures;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A sliced task that can wait for something. Any thread may ask whether it does; all else is for
 * the thread that makes the slice.
 */
public abstract class PausingTask extends SlicedTask {

  /** Volatile, as the reasons of signals must be; written in slices only. */
  private volatile @Nullable Wait awaited;

  /** Returns whether there is something to wait for still. */
  protected final boolean isWaiting() {
    Wait wait = awaited;
    return wait != null && !wait.isOver();
  }

  /** Waits until something has completed. */
  protected final void await(CompletionStage<?> condition) {
    Wait wait = new Wait(this);
    awaited = wait;
    condition.whenComplete(wait);
  }

  /**
   * Waits for some time.
   *
   * @param nanos how long, in nanoseconds; not at all if it is zero
   * @param executor runs the slices
   */
  protected final void await(long nanos, Executor executor) {
    if (nanos > 0) {
      TimedWait wait = new TimedWait(this);
      awaited = wait;
      wait.start(nanos, executor);
    }
  }

  /**
   * Goes on after what was waited for.
   *
   * @throws Exception what that failed with
   */
  protected final void endWait() throws Exception {
    Wait wait = awaited;
    if (wait != null) {
      awaited = null;
      Throwable failure = wait.failure();
      if (failure != null) {
        throw Failures.<Exception>same(failure);
      }
    }
  }

  /** Waits no more. */
  protected final void dropWait() {
    Wait wait = awaited;
    if (wait != null) {
      wait.drop();
      awaited = null;
    }
  }
}
