package dev.stageflow.engine;

import dev.stageflow.FlowDescription;
import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A run in slices on an executor. */
final class LoopRun extends PausingTask implements FlowRun {
  // Immutable.

  private final Described flow;
  private final FlowStack stack;
  private final LoopSettings settings;
  private final long started;
  private final RunCompletion completion = new RunCompletion();

  // For the thread that makes the slice; handed on with the turn.

  private final Pace pace;

  /** Tells others of the run; null while nobody wants to know. */
  private @Nullable Observation observation;

  /**
   * The thread that makes a slice. Plain, though other threads compare themselves with it: a thread
   * that makes none can never see itself here, because it last wrote null.
   */
  private @Nullable Thread runner;

  // For all threads; volatile, as the reasons of signals must be.

  private volatile boolean paused;
  private volatile boolean unasked;
  private volatile boolean cancelled;

  /** What others want to know of the run; null if nobody ever asked. Written under the lock. */
  private volatile @Nullable Inquiries inquiries;

  /** How the run ends, from when its closing begins; written in slices only. */
  private volatile @Nullable Ending ending;

  private LoopRun(Described flow, FlowStack stack, LoopSettings settings) {
    this.flow = flow;
    this.stack = stack;
    this.settings = settings;
    started = settings.nanoTime();
    pace = new Pace(settings.sliceNanos());
    observation = Observation.of(this, stack, settings, started);
  }

  /** Makes a run, in the context of the thread that starts it. */
  static <O> LoopRun of(AbstractSourceFlow<O> flow, Sink<? super O> sink, LoopSettings settings) {
    Workplace workplace = settings.workplace().in(RunContext.capture(settings.contexts()));
    return new LoopRun(flow.described(), flow.newRun(sink, workplace), settings);
  }

  @Override
  void start() {
    if (observation != null) {
      observation.started();
    }
    super.start();
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
    Ending known = ending;
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
    CompletableFuture<FlowTrace> trace = inquiries().trace().ask();
    haveAnswered();
    return trace.minimalCompletionStage();
  }

  @Override
  public FlowProgress progress() {
    ProgressBoard progress = inquiries().progress();
    progress.ask();
    if (progress.isDue()) {
      haveAnswered();
    }
    return progress.latest();
  }

  private synchronized Inquiries inquiries() {
    Inquiries known = inquiries == null ? new Inquiries(started) : inquiries;
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
    return completion.asked();
  }

  private void haltFromInside() {
    if (runner == Thread.currentThread()) {
      stack.halt();
    }
  }

  @Override
  boolean hasEnded() {
    Ending known = ending;
    return known != null && known.isOver();
  }

  @Override
  boolean hasToDo() {
    return isRunnable() || isAsked();
  }

  private boolean isAsked() {
    Inquiries known = inquiries;
    return known != null && known.areOpen();
  }

  private boolean isRunnable() {
    if (ending != null) {
      return !isWaiting();
    }
    return cancelled || (!isHeldBack() && !isWaiting());
  }

  private boolean isHeldBack() {
    return paused || unasked;
  }

  @Override
  Executor executor() {
    return settings.executor();
  }

  @Override
  void rejected(Throwable thrown) {
    // Nobody else will make the slice: what is open is closed where the next one is made.
    beginClosing(State.FAILED, thrown);
  }

  @Override
  void makeSlice() {
    SliceMark mark = SliceMark.ofThread();
    boolean marked = mark.set();
    runner = Thread.currentThread();
    try {
      RunContext context = stack.workplace().context();
      if (context == RunContext.NONE) {
        proceedInContext();
      } else {
        context.run(this::proceedInContext);
      }
    } finally {
      runner = null;
      mark.restore(marked);
    }
  }

  private void proceedInContext() {
    try {
      if (observation == null && ending == null) {
        // A recording may begin at any time.
        observation = Observation.of(this, stack, settings, started);
      }
      if (observation == null) {
        proceed();
      } else {
        proceedObserved(observation);
      }
    } catch (Throwable unable) {
      breakOff(unable);
    }
    answer();
  }

  /**
   * Ends a run of which its observers cannot be told, most likely because no memory is left: they
   * are told no more of it, as it must be closed all the same.
   */
  private void breakOff(Throwable unable) {
    observation = null;
    if (hasEnded()) {
      Failures.report(unable);
      return;
    }
    beginClosing(State.FAILED, unable);
    close();
  }

  private void answer() {
    Inquiries known = inquiries;
    if (known != null) {
      known.answer(stack, settings::nanoTime, ending);
    }
  }

  private void proceedObserved(Observation observer) {
    observer.sliceBegins();
    proceed();
    if (ending == null && !cancelled && isHeldBack()) {
      observer.stopped(paused ? Reason.REQUEST : Reason.DEMAND);
    }
    observer.sliceEnds();
  }

  private void proceed() {
    try {
      if (!isRunnable()) {
        return;
      }
      if (ending != null) {
        close();
        return;
      }
      if (!cancelled) {
        if (observation != null) {
          observation.goesOn();
        }
        endWait();
        runUntilPause();
      }
    } catch (Throwable failure) {
      boolean first = ending == null;
      beginClosing(State.FAILED, failure);
      if (first && observation != null) {
        observation.failed(failure);
      }
      close();
      return;
    }
    if (cancelled) {
      beginClosing(State.CANCELLED, new CancellationException("the run was cancelled"));
      close();
    } else if (stack.isEmpty()) {
      ending = Ending.completed();
      try {
        if (observation != null) {
          observation.finished(State.COMPLETED, null);
        }
      } finally {
        completion.complete(null);
      }
    }
  }

  private void runUntilPause() throws Exception {
    SliceWatch watch = observation == null ? null : observation.watch();
    pace.runSlice(stack, settings.sliceNanos(), this::isStopped, watch);
    PauseFlow pause = stack.takePause();
    if (pause != null && !cancelled) {
      await(pause);
    }
  }

  private boolean isStopped() {
    return isHeldBack() || cancelled;
  }

  private void await(PauseFlow pause) {
    Duration delay = pause.delay();
    long nanos = delay == null ? settings.waitNanos() : Wait.nanos(delay);
    if (observation != null) {
      observation.paused(pause, nanos);
    }
    CompletionStage<?> condition = pause.condition();
    if (condition != null) {
      await(condition);
    } else {
      await(nanos, settings.executor());
    }
  }

  /** Has the run end because of a failure; one that comes while it is closed is suppressed. */
  private void beginClosing(State state, Throwable thrown) {
    dropWait();
    Ending known = ending;
    if (known != null) {
      known.add(thrown);
      return;
    }
    known = Ending.closing(state, thrown);
    ending = known;
    known.tracedTo(state == State.FAILED ? stack.failed(thrown) : stack.trace());
    answer();
  }

  /** Closes what is open, in as many slices as it takes, and only then tells. */
  private void close() {
    dropWait();
    Ending known = Objects.requireNonNull(ending);
    Throwable cause = Objects.requireNonNull(known.cause());
    CompletionStage<Void> rest = stack.close(cause);
    if (rest != null) {
      await(rest);
      return;
    }
    known.end();
    try {
      if (observation != null) {
        observation.finished(known.state(), cause);
      }
    } finally {
      complete(known, cause);
    }
  }

  private void complete(Ending known, Throwable cause) {
    completion.completeExceptionally(cause);
    boolean telling = known.state() == State.FAILED || cause.getSuppressed().length > 0;
    if (!completion.isAsked() && telling) {
      Failures.report(cause);
    }
  }
}
