package dev.stageflow.internal.observe;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowTrace;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What others want to know of a run that only its own thread can tell. For all threads. */
public final class PendingQueries {
  private final ProgressBoard progress;

  /**
   * Completes with where the run is; null while nobody asks. Written under the lock, because
   * several threads may ask at once.
   */
  private volatile @Nullable CompletableFuture<FlowTrace> trace;

  /**
   * Nothing was asked yet.
   *
   * @param started when the run was started
   * @param outputs counts the outputs that it has given
   * @param flow describes the flow
   */
  public PendingQueries(long started, LongSupplier outputs, Supplier<FlowDescription> flow) {
    progress = new ProgressBoard(started, outputs, flow);
  }

  /** Asks where the run is. */
  public synchronized CompletableFuture<FlowTrace> trace() {
    CompletableFuture<FlowTrace> known = trace;
    if (known == null) {
      known = new CompletableFuture<>();
      trace = known;
    }
    return known;
  }

  public ProgressBoard progress() {
    return progress;
  }

  /**
   * Answers those who have asked, if any, and throws nothing.
   *
   * @param stack the run's stack, for the thread that makes the slice
   * @param ending how the run ends, from when its closing begins; the stack is then not asked where
   *     the run is, so that any thread may answer
   */
  public void answer(FlowStack stack, @Nullable Ending ending) {
    if (trace != null) {
      answerTrace(stack, ending);
    }
    progress.update(stack, ending);
  }

  private void answerTrace(FlowStack stack, @Nullable Ending ending) {
    CompletableFuture<FlowTrace> asked;
    synchronized (this) {
      asked = trace;
      trace = null;
    }
    if (asked == null) {
      return;
    }
    try {
      asked.complete(
          ending == null ? stack.snapshot().describe(stack.itemTexts()) : ending.trace());
    } catch (Throwable unable) {
      // A trace may be longer than there is memory for it; the run goes on without.
      asked.completeExceptionally(unable);
    }
  }
}
