package dev.stageflow.internal.run;

import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.observe.Observation;
import dev.stageflow.internal.observe.PendingQueries;
import dev.stageflow.internal.observe.SliceWatch;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.PausingTask;
import dev.stageflow.internal.slice.Wait;
import dev.stageflow.internal.tunnel.RunContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a run on an executor does in its slices: it goes on until it has to wait, and in the end
 * closes what is open. What it is asked for from outside is its subclass's.
 */
abstract class RunTask extends PausingTask implements FlowRun {
  // Immutable.

  private final FlowStack stack;
  private final LoopSettings settings;
  private final long started;
  private final RunCompletion completion = new RunCompletion();

  // For the thread that makes the slice; handed on with the turn.

  private final SliceBudget budget;

  /** Notifies observers of the run; null while there are none. */
  private @Nullable Observation observation;

  /**
   * The thread that makes a slice. Plain, though other threads compare themselves with it: a thread
   * that makes none can never see itself here, because it last wrote null.
   */
  private @Nullable Thread runner;

  /** Whether a stage has failed, or what it waited for, of which nobody has been told yet. */
  private boolean stageFailed;

  /**
   * How the run ends, from when its closing begins; written in slices only. Volatile, as the
   * reasons of signals must be.
   */
  private volatile @Nullable Ending ending;

  RunTask(FlowStack stack, LoopSettings settings) {
    this.stack = stack;
    this.settings = settings;
    started = settings.nanoTime();
    budget = new SliceBudget(settings.sliceNanos());
  }

  /** Returns whether the run is to stop for now. What it reads is volatile. */
  abstract boolean isHeldBack();

  /** Returns why it {@linkplain #isHeldBack() is}. */
  abstract Reason heldBackFor();

  /** Returns whether the run is to end. What it reads is volatile. */
  abstract boolean isCancelled();

  /** What others want to know of the run; null if nobody ever asked. */
  abstract @Nullable PendingQueries queries();

  /** Returns when the run was started, in nanoseconds of its executor's time. */
  final long started() {
    return started;
  }

  final RunCompletion end() {
    return completion;
  }

  /** Returns how the run ends; null until its closing begins. For all threads. */
  final @Nullable Ending ending() {
    return ending;
  }

  @Override
  public final void start() {
    observation = Observation.of(this, stack, settings, started);
    if (observation != null) {
      observation.started();
    }
    super.start();
  }

  @Override
  public final boolean hasEnded() {
    Ending known = ending;
    return known != null && known.isOver();
  }

  /** Stops the slice, if it is this thread that makes it. */
  final void haltFromInside() {
    if (runner == Thread.currentThread()) {
      stack.halt();
    }
  }

  /** Returns who has asked; from outside of a slice only once the run has ended. */
  final void answer() {
    PendingQueries known = queries();
    if (known != null) {
      known.answer(stack, settings::nanoTime, ending);
    }
  }

  final boolean isRunnable() {
    if (ending != null) {
      return !isWaiting();
    }
    return isCancelled() || (!isHeldBack() && !isWaiting());
  }

  @Override
  public final Executor executor() {
    return settings.executor();
  }

  @Override
  public final void rejected(Throwable thrown) {
    // Nobody else will make the slice: what is open is closed where the next one is made.
    if (ending == null) {
      end(Ending.failed(stack, thrown));
    } else {
      ending.addRejection(thrown);
    }
  }

  @Override
  public final void makeSlice() {
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
    }
  }

  private void proceedInContext() {
    if (observation == null && ending == null) {
      // A recording may begin at any time.
      observation = Observation.of(this, stack, settings, started);
    }
    if (observation == null) {
      proceed();
    } else {
      proceedObserved(observation);
    }
    answer();
  }

  private void proceedObserved(Observation observer) {
    observer.sliceBegins();
    proceed();
    if (ending == null && !isCancelled() && isHeldBack()) {
      observer.stopped(heldBackFor());
    }
    observer.sliceEnds();
  }

  private void proceed() {
    if (!isRunnable()) {
      return;
    }
    if (ending == null) {
      runSlice();
    }
    if (ending != null) {
      close(ending);
    }
  }

  private void runSlice() {
    stack.begin();
    try {
      if (!isCancelled()) {
        if (observation != null) {
          observation.goesOn();
        }
        endWait();
        runUntilPause();
      }
    } catch (Throwable failure) {
      stageFailed = true;
      end(Ending.failed(stack, failure));
      return;
    }
    if (isCancelled()) {
      end(Ending.cancelled(stack, new CancellationException("the run was cancelled")));
    } else if (stack.isEmpty()) {
      end(Ending.completed(stack));
    }
  }

  private void runUntilPause() throws Exception {
    SliceWatch watch = observation == null ? null : observation.watch();
    budget.runSlice(stack, settings.sliceNanos(), this::isStopped, watch);
    PauseFlow pause = stack.takePause();
    if (pause != null && !isCancelled()) {
      await(pause);
    }
  }

  private boolean isStopped() {
    return isHeldBack() || isCancelled();
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

  private void end(Ending begun) {
    dropWait();
    ending = begun;
  }

  /** Closes what is open, in as many slices as it takes, and only then tells. */
  private void close(Ending known) {
    CompletableFuture<Void> rest = known.close();
    if (rest != null) {
      await(rest);
      return;
    }
    dropWait();
    Throwable cause = known.cause();
    if (observation != null) {
      if (stageFailed) {
        observation.failed(known.stage(), Objects.requireNonNull(cause));
      }
      observation.finished(known.state(), cause);
    }
    complete(known, cause);
  }

  private void complete(Ending known, @Nullable Throwable cause) {
    if (cause == null) {
      completion.complete(null);
      return;
    }
    completion.completeExceptionally(cause);
    boolean telling = known.state() == State.FAILED || cause.getSuppressed().length > 0;
    if (!completion.isAsked() && telling) {
      Failures.report(cause);
    }
  }
}
