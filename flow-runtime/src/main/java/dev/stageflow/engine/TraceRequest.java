package dev.stageflow.engine;

import dev.stageflow.FlowTrace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What completes when it is told where a run is. For all threads. */
final class TraceRequest {
  private static final FlowTrace NOWHERE = new FlowTrace(List.of());

  /** Null while nobody asks. Written under the lock, because several threads may ask at once. */
  private volatile @Nullable CompletableFuture<FlowTrace> asked;

  boolean isOpen() {
    return asked != null;
  }

  synchronized CompletableFuture<FlowTrace> ask() {
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
   * @param stack the run's stack, for the thread that makes the slice; null once the run has ended,
   *     when any thread may answer
   */
  void answer(@Nullable FlowStack stack) {
    if (asked == null) {
      return;
    }
    CompletableFuture<FlowTrace> answered;
    synchronized (this) {
      answered = asked;
      asked = null;
    }
    if (answered != null) {
      answered.complete(stack == null ? NOWHERE : stack.trace());
    }
  }
}
