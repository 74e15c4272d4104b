package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowTrace;
import dev.stageflow.Sink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A run on an executor, for those who control it, and ask for it. */
final class LoopRun extends RunTask {
  private final Described flow;

  // For all threads; volatile, as the reasons of signals must be.

  private volatile boolean paused;
  private volatile boolean unasked;
  private volatile boolean cancelled;

  /** What others want to know of the run; null if nobody ever asked. Written under the lock. */
  private volatile @Nullable Inquiries inquiries;

  private LoopRun(Described flow, FlowStack stack, LoopSettings settings) {
    super(stack, settings);
    this.flow = flow;
  }

  /** Makes a run, in the context of the thread that starts it. */
  static <O> LoopRun of(AbstractSourceFlow<O> flow, Sink<? super O> sink, LoopSettings settings) {
    return new LoopRun(flow.described(), flow.newRun(sink, settings.options()), settings);
  }

  @Override
  public FlowDescription describe() {
    return flow.describe();
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
    unasked = true;
    haltFromInside();
  }

  /** Undoes {@link #awaitDemand()}. */
  void goOn() {
    unasked = false;
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
    CompletableFuture<FlowTrace> trace = openInquiries().trace().ask();
    haveAnswered();
    return trace.minimalCompletionStage();
  }

  @Override
  public FlowProgress progress() {
    ProgressBoard progress = openInquiries().progress();
    progress.ask();
    if (progress.isDue()) {
      haveAnswered();
    }
    return progress.latest();
  }

  private synchronized Inquiries openInquiries() {
    Inquiries known = inquiries == null ? new Inquiries(started()) : inquiries;
    inquiries = known;
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
  boolean hasToDo() {
    return isRunnable() || isAsked();
  }

  private boolean isAsked() {
    Inquiries known = inquiries;
    return known != null && known.areOpen();
  }

  @Override
  boolean isHeldBack() {
    return paused || unasked;
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
  @Nullable Inquiries inquiries() {
    return inquiries;
  }
}
