package dev.stageflow.internal.slice;

import dev.stageflow.PauseFlow;
import java.util.concurrent.CompletableFuture;

/**
 * How a stack of a part of a run waits for another stack of the same run: that one makes it ready
 * again. What it throws is one object for all, which holds nothing of who throws it.
 */
public final class Parking {
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no trace, and takes no suppressed ones
  private static final PauseFlow PARKED = PauseFlow.until(new CompletableFuture<Void>());

  private Parking() {}

  /** Returns what is thrown to park. */
  public static PauseFlow park() {
    return PARKED;
  }

  /** Returns whether a stack has parked. */
  public static boolean isParked(PauseFlow pause) {
    return pause == PARKED;
  }
}
