package dev.stageflow.internal.observe;

import dev.stageflow.FlowTrace;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A request for where a run is, completed with the answer. Used by all threads. */
public final class TraceRequest {
  /**
   * Null while there is no request. Written under the lock, because several threads may ask at
   * once.
   */
  private volatile @Nullable CompletableFuture<FlowTrace> asked;

  boolean isOpen() {
    return asked != null;
  }

  public synchronized CompletableFuture<FlowTrace> ask() {
    CompletableFuture<FlowTrace> known = asked;
    if (known == null) {
      known = new CompletableFuture<>();
      asked = known;
    }
    return known;
  }

  /**
   * Answers those who have asked, if any.
   *
   * @param stack the run's stack, for the thread that makes the slice
   * @param ending how the run ends, from when its closing begins; the stack is then not asked, so
   *     that any thread may answer
   */
  void answer(FlowStack stack, @Nullable Ending ending) {
    if (asked == null) {
      return;
    }
    CompletableFuture<FlowTrace> answered;
    synchronized (this) {
      answered = asked;
      asked = null;
    }
    if (answered == null) {
      return;
    }
    try {
      answered.complete(
          ending == null ? stack.snapshot().describe(stack.itemTexts()) : ending.trace());
    } catch (Throwable unable) {
      // A trace may be longer than there is memory for it; the run goes on without.
      answered.completeExceptionally(unable);
    }
  }
}
