package dev.stageflow.internal.run;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.observe.PendingQueries;
import dev.stageflow.internal.observe.ProgressBoard;
import dev.stageflow.internal.slice.LoopSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run on an executor, for those who control it, and ask for it. */
final class LoopRun extends RunTask {
  private final Supplier<FlowDescription> description;

  // For all threads; volatile, as the reasons of signals must be.

  private volatile boolean paused;
  private volatile boolean awaitingDemand;
  private volatile boolean cancelled;

  /** What others want to know of the run; null if nobody ever asked. Written under the lock. */
  private volatile @Nullable PendingQueries queries;

  private LoopRun(Supplier<FlowDescription> description, FlowStack stack, LoopSettings settings) {
    super(stack, settings);
    this.description = description;
  }

  /** Makes a run, in the context of the thread that starts it. */
  static <O> LoopRun of(RunFactory<O> runs, Sink<? super O> sink, LoopSettings settings) {
    return new LoopRun(runs.description(), runs.newStack(sink, settings.options()), settings);
  }

  @Override
  public FlowDescription describe() {
    return description.get();
  }

  @Override
  public void pause() {
    paused = true;
    haltFromInside();
  }

  @Override
  public void resume() {
    paused = false;
    wake();
  }

  /** As {@link #pause()}, but for whoever takes the outputs. */
  void awaitDemand() {
    awaitingDemand = true;
    haltFromInside();
  }

  /** Undoes {@link #awaitDemand()}. */
  void goOn() {
    awaitingDemand = false;
    wake();
  }

  @Override
  public void cancel() {
    cancelled = true;
    haltFromInside();
    wake();
  }

  @Override
  public State state() {
    Ending known = ending();
    if (known != null && known.isOver()) {
      return known.state();
    }
    if (hasTurn()) {
      return State.RUNNING;
    }
    if (isHeldBack() && known == null) {
      return State.PAUSED;
    }
    return isWaiting() ? State.WAITING : State.RUNNING;
  }

  @Override
  public CompletionStage<FlowTrace> trace() {
    CompletableFuture<FlowTrace> trace = openQueries().trace().ask();
    haveAnswered();
    return trace.minimalCompletionStage();
  }

  @Override
  public FlowProgress progress() {
    ProgressBoard progress = openQueries().progress();
    progress.ask();
    if (progress.isDue()) {
      haveAnswered();
    }
    return progress.latest();
  }

  private synchronized PendingQueries openQueries() {
    PendingQueries known = queries == null ? new PendingQueries(started()) : queries;
    queries = known;
    return known;
  }

  private void haveAnswered() {
    if (!hasEnded()) {
      wake();
    }
    // The last slice may have answered before, and no other one will come.
    if (hasEnded()) {
      answer();
    }
  }

  @Override
  public CompletionStage<Void> completion() {
    return end().asked();
  }

  @Override
  public boolean hasToDo() {
    return isRunnable() || isAsked();
  }

  private boolean isAsked() {
    PendingQueries known = queries;
    return known != null && known.areOpen();
  }

  @Override
  boolean isHeldBack() {
    return paused || awaitingDemand;
  }

  @Override
  Reason heldBackFor() {
    return paused ? Reason.REQUEST : Reason.DEMAND;
  }

  @Override
  boolean isCancelled() {
    return cancelled;
  }

  @Override
  @Nullable PendingQueries queries() {
    return queries;
  }
}
