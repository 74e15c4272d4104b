package dev.stageflow.internal.frame;

import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTrace;
import dev.stageflow.FlowTraceException;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.failure.NotedFailures;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How a run ends, by one rule for all ways to run a flow: what is open is closed, innermost first,
 * and only then is the failure described. Nothing that a description throws changes anything.
 *
 * <p>For the thread that has the run, where nothing else is said.
 */
public final class Ending {

  /** Where a run is that has not begun, or has come to its end. */
  private static final FlowTrace NOWHERE = new FlowTrace(List.of());

  private final FlowStack stack;
  private final State state;

  /** What it failed with, or was cancelled with; null if it has completed. */
  private final @Nullable Throwable cause;

  /** The stage that the run was at when its closing began; null if it was at none. */
  private final @Nullable String stage;

  /** Whether the cause came out of another run, which a stage of this one had called. */
  private final boolean nested;

  /** What has to complete before the closing goes on, or has ended elsewhere. */
  private @Nullable CompletableFuture<Void> rest;

  private boolean rejected;

  /** Whether what a cancelled run threw while it was closed has been thrown. */
  private boolean told;

  /** Where the run ended; null once it is described. Guarded by this. */
  private @Nullable StackSnapshot snapshot;

  /** Guarded by this. */
  private FlowTrace trace = NOWHERE;

  /** Guarded by this. */
  private boolean described;

  private volatile boolean over;

  private Ending(FlowStack stack, State state, @Nullable Throwable cause, StackSnapshot snapshot) {
    nested = cause != null && stack.hasCalledRunThatFailed(cause);
    this.stack = stack;
    this.state = state;
    this.cause = cause;
    this.snapshot = snapshot;
    stage = snapshot.stage();
  }

  /** A run that has come to its end by itself; only what it has given up may be open still. */
  public static Ending completed(FlowStack stack) {
    Ending ending = new Ending(stack, State.COMPLETED, null, StackSnapshot.EMPTY);
    ending.over = stack.givenUp() == null;
    return ending;
  }

  /** Begins to end a run that has failed. */
  public static Ending failed(FlowStack stack, Throwable cause) {
    return new Ending(stack, State.FAILED, cause, snapshot(stack));
  }

  /** Begins to end a run that nobody wants any more. */
  public static Ending cancelled(FlowStack stack, Throwable cause) {
    return new Ending(stack, State.CANCELLED, cause, snapshot(stack));
  }

  private static StackSnapshot snapshot(FlowStack stack) {
    try {
      return stack.snapshot();
    } catch (Throwable unable) {
      // Most likely no memory is left, which has failed the run as well. That counts.
      return StackSnapshot.EMPTY;
    }
  }

  /**
   * Closes what is open, and then describes the failure. Called again until all is closed, it does
   * no more than that.
   *
   * @return what has to complete before this is called again; null once all is closed
   */
  public @Nullable CompletableFuture<Void> close() {
    if (over) {
      return null;
    }
    CompletableFuture<Void> pending = rest;
    if (pending == null || pending.isDone()) {
      rest = closeOn();
    }
    return rest;
  }

  /**
   * Closes what is open, in the background where that goes on elsewhere.
   *
   * @return completes when all is closed
   */
  public CompletableFuture<Void> closeInBackground() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<Void> pending = close();
    if (pending == null) {
      closed.complete(null);
    } else {
      rest = closed;
      closeAfter(pending, closed);
    }
    return closed;
  }

  private void closeAfter(CompletableFuture<Void> pending, CompletableFuture<Void> closed) {
    CompletableFuture<Void> unused =
        pending.whenComplete(
            (nothing, never) -> {
              CompletableFuture<Void> next = closeOn();
              if (next == null) {
                closed.complete(null);
              } else {
                closeAfter(next, closed);
              }
            });
  }

  private @Nullable CompletableFuture<Void> closeOn() {
    CompletableFuture<Void> pending = cause == null ? stack.givenUp() : stack.close(cause);
    if (pending == null) {
      describe();
      over = true;
    }
    return pending;
  }

  /** Has a failure tell where the run was. For all threads. */
  public synchronized void describe() {
    if (described || state != State.FAILED || cause == null) {
      return;
    }
    described = true;
    try {
      FlowTraceException.addTo(cause, trace(), nested);
      NotedFailures.note(cause);
    } catch (Throwable unable) {
      // The failure counts, not where it came.
    }
  }

  /**
   * Returns where the run ended; without a level if it has completed, or that cannot be told. For
   * all threads.
   */
  public synchronized FlowTrace trace() {
    StackSnapshot taken = snapshot;
    if (taken != null) {
      snapshot = null;
      try {
        trace = taken.describe(stack.itemTexts());
      } catch (Throwable unable) {
        // Most likely no memory is left.
        trace = NOWHERE;
      }
    }
    return trace;
  }

  /** Adds that the executor rejects slices, once: it is likely to do so each time. */
  public void addRejection(Throwable thrown) {
    if (!rejected && cause != null) {
      Failures.both(cause, thrown);
    }
    rejected = true;
  }

  /** Throws what a cancelled run threw while it was closed, once. A failure has it suppressed. */
  public void requireClosed() {
    if (told || state != State.CANCELLED || cause == null) {
      return;
    }
    told = true;
    Throwable first = null;
    for (Throwable thrown : cause.getSuppressed()) {
      first = Failures.both(first, thrown);
    }
    if (first != null) {
      throw Failures.<RuntimeException>same(first);
    }
  }

  /** Returns what it failed with, or was cancelled with; null if it has completed. */
  public @Nullable Throwable cause() {
    return cause;
  }

  /** Returns the stage that the run was at when its closing began; null if it was at none. */
  public @Nullable String stage() {
    return stage;
  }

  /** For all threads. */
  public State state() {
    return state;
  }
}
