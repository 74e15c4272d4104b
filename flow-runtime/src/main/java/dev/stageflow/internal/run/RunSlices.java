package dev.stageflow.internal.run;

import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.alarm.RunTimeout;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.observe.Observation;
import dev.stageflow.internal.observe.PendingQueries;
import dev.stageflow.internal.observe.SliceWatch;
import dev.stageflow.internal.sink.CountedSink;
import dev.stageflow.internal.slice.CallingThread;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.Slice;
import dev.stageflow.internal.slice.SliceMark;
import dev.stageflow.internal.slice.TimedWait;
import dev.stageflow.internal.slice.Wait;
import dev.stageflow.internal.tunnel.RunContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes the slices of a run on an executor, one at a time: goes on until the run has to wait, and
 * in the end closes what is open. Its fields are for the thread that has the {@linkplain
 * RunState#TURN turn}, which hands them on with it.
 */
final class RunSlices implements Runnable {
  // Immutable.

  private final FlowRun run;
  private final RunState state;
  private final FlowStack stack;
  private final LoopSettings settings;
  private final CountedSink<?> outputs;

  private final long started;
  private final RunCompletion completion;

  /**
   * What others want to know; null if nobody ever asked. For all threads, written under the lock.
   */
  private volatile @Nullable PendingQueries queries;

  /** Why the run is to end, unless somebody has just cancelled it; written before it is. */
  private volatile @Nullable Throwable abortion;

  // For the thread that has the turn.

  private final SliceBudget budget;

  /** Notifies observers of the run; null while there are none. */
  private @Nullable Observation observation;

  /**
   * The thread that makes a slice. Plain, though other threads compare themselves with it: a thread
   * that makes none can never see itself here, because it last wrote null.
   */
  private @Nullable Thread runner;

  private @Nullable Wait awaited;

  /** Cancels the run when it takes too long; null if it may take any time. */
  private @Nullable Future<?> timer;

  /** Whether a stage, or what it waited for, has failed and was not yet reported. */
  private boolean stageFailed;

  /** How the run ends, from when its closing begins. Others read it once they see the run ended. */
  private @Nullable Ending ending;

  RunSlices(
      FlowRun run,
      RunState state,
      FlowStack stack,
      LoopSettings settings,
      CountedSink<?> outputs,
      SliceBudget budget,
      RunCompletion completion) {
    this.run = run;
    this.state = state;
    this.stack = stack;
    this.settings = settings;
    this.outputs = outputs;
    this.budget = budget;
    this.completion = completion;
    started = stack.clock().nanoTime();
  }

  // For all threads.

  /** Submits the first slice. */
  void start() {
    if (!begin() || submit()) {
      SliceMark.run(this);
    }
  }

  /** Makes the first slice here. */
  void startInline() {
    boolean unused = begin();
    SliceMark.run(this);
  }

  /** Returns false if the run has failed already: the executor rejects the delay of its timeout. */
  private boolean begin() {
    observation = Observation.of(run, stack, settings, started);
    if (observation != null) {
      observation.started();
    }
    return startTimer();
  }

  /**
   * Goes on after a first slice that was made here.
   *
   * @param failure what it has thrown; null if it has paused, or is over
   */
  void goOnInline(@Nullable Throwable failure) {
    SliceMark.run(
        () -> {
          endFirstSlice(failure);
          if (state.endSlice() && submit()) {
            run();
          }
        });
  }

  private void endFirstSlice(@Nullable Throwable failure) {
    try {
      if (failure != null) {
        throw failure;
      }
      awaitPause();
      if (stack.isEmpty()) {
        end(Ending.completed(stack));
      }
    } catch (Throwable thrown) {
      // A condition that cannot be awaited fails the run as a stage does.
      stageFailed = true;
      end(Ending.failed(stack, thrown));
    }
    if (ending != null) {
      close(ending);
    }
  }

  /** Returns false if the executor rejects the delay, which fails the run. */
  private boolean startTimer() {
    Duration timeout = settings.options().timeout();
    if (timeout != null) {
      try {
        timer = stack.clock().after(Wait.nanos(timeout), () -> abort(RunTimeout.failure(timeout)));
      } catch (Throwable thrown) {
        rejected(thrown);
        return false;
      }
    }
    return true;
  }

  /** Sets and clears {@linkplain RunState requests}, and submits a slice if that makes one due. */
  void signal(long set, long clear) {
    if (state.signal(set, clear)) {
      submitOrLeave();
    }
  }

  /** Stops the slice, if it is this thread that makes it. */
  void haltFromInside() {
    if (runner == Thread.currentThread()) {
      stack.halt();
    }
  }

  /** Ends the run as {@link FlowRun#cancel()} does, but with a failure. */
  void abort(Throwable cause) {
    abortion = cause;
    signal(RunState.CANCELLED, 0);
    haltFromInside();
  }

  RunCompletion completion() {
    return completion;
  }

  /**
   * Returns how the run ends, once that is known: for the thread that has the turn, or after it.
   */
  @Nullable Ending ending() {
    return ending;
  }

  synchronized PendingQueries queries() {
    PendingQueries known = queries;
    if (known == null) {
      known = new PendingQueries(started, outputs::count, run::describe);
    }
    queries = known;
    return known;
  }

  /** Has a slice answer, or does so here if none will come any more. */
  void haveAnswered() {
    signal(RunState.QUERIED, 0);
    if (state.isEnded()) {
      answer();
    }
  }

  // The turn.

  private void submitOrLeave() {
    if (submit() && !SliceMark.leave(this)) {
      SliceMark.run(this);
    }
  }

  /**
   * Submits a slice. Called by whoever has the turn.
   *
   * @return whether the slice is still to be made, here: the executor ran inline, or rejected it
   */
  private boolean submit() {
    Slice slice = new Slice(this);
    try {
      settings.executor().execute(slice);
    } catch (Throwable thrown) {
      if (!slice.take()) {
        // It is made all the same, on another thread.
        Failures.report(thrown);
        return false;
      }
      rejected(thrown);
      return true;
    }
    return slice.submitted();
  }

  /** Nobody else will make the slice: what is open is closed where the next one is made. */
  private void rejected(Throwable thrown) {
    if (ending == null) {
      end(Ending.failed(stack, thrown));
    } else {
      ending.addRejection(thrown);
    }
  }

  /**
   * Makes slices until the executor takes the next one, or there is none to make: what a thread
   * does that has the turn.
   */
  @Override
  public void run() {
    boolean here = true;
    while (here) {
      makeSlice();
      here = state.endSlice() && submit();
    }
  }

  // One slice.

  private void makeSlice() {
    runner = Thread.currentThread();
    try {
      RunContext context = stack.workplace().context();
      CallingThread caller = settings.caller();
      boolean isInPlace = caller != null && caller.isHome();
      if (context == RunContext.NONE || isInPlace) {
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
      observation = Observation.of(run, stack, settings, started);
    }
    if (observation == null) {
      proceed();
    } else {
      proceedObserved(observation);
    }
    state.takeQuery();
    answer();
  }

  private void proceedObserved(Observation observer) {
    observer.sliceBegins();
    proceed();
    if (state.isHeldBack()) {
      heldBack(observer);
    }
    observer.sliceEnds();
  }

  /** A caller who has not come for the next output is no reason to tell of. */
  private void heldBack(Observation observer) {
    if (state.isPausedByUser()) {
      observer.stopped(Reason.REQUEST);
    } else if (settings.caller() == null) {
      observer.stopped(Reason.DEMAND);
    }
  }

  private void proceed() {
    if (state.takeDrain() && ending == null) {
      drain();
    }
    if (!state.isRunnable()) {
      return;
    }
    if (ending == null) {
      runStages();
    }
    if (ending != null) {
      close(ending);
    }
  }

  /** Closes the sources. What the run waits for because of one of them will not come. */
  private void drain() {
    stack.begin();
    try {
      if (stack.drain() && awaited != null && !awaited.isOver()) {
        dropWait();
        state.dropWait();
      }
    } catch (Throwable failure) {
      stageFailed = true;
      end(Ending.failed(stack, failure));
    }
  }

  private void runStages() {
    stack.begin();
    try {
      if (!state.isCancelled()) {
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
    if (state.isCancelled()) {
      end(aborted());
    } else if (stack.isEmpty()) {
      end(Ending.completed(stack));
    }
  }

  private Ending aborted() {
    Throwable cause = abortion;
    if (cause == null) {
      return Ending.cancelled(stack, new CancellationException("the run was cancelled"));
    }
    return cause instanceof CancellationException
        ? Ending.cancelled(stack, cause)
        : Ending.failed(stack, cause);
  }

  private void runUntilPause() throws Exception {
    SliceWatch watch = observation == null ? null : observation.watch();
    PendingQueries asked = queries;
    if (asked != null) {
      asked.progress().begin(stack);
    }
    try {
      budget.runSlice(stack, settings.sliceNanos(), state, watch);
    } finally {
      if (observation != null) {
        observation.counted();
      }
    }
    awaitPause();
  }

  private void awaitPause() {
    PauseFlow pause = stack.takePause();
    if (pause != null && !state.isCancelled()) {
      await(pause);
    }
  }

  private void await(PauseFlow pause) {
    Duration delay = pause.delay();
    long nanos = delay == null ? settings.waitNanos() : Wait.nanos(delay);
    if (observation != null) {
      observation.paused(pause, nanos);
    }
    CompletionStage<?> condition = pause.condition();
    CallingThread caller = settings.caller();
    if (condition != null) {
      await(condition);
    } else if (caller != null) {
      Wait wait = new Wait(waiter());
      awaited = wait;
      caller.delay(pause, wait);
    } else if (nanos > 0) {
      TimedWait wait = new TimedWait(waiter());
      awaited = wait;
      wait.start(nanos, stack.clock());
    }
  }

  private void await(CompletionStage<?> condition) {
    Wait wait = new Wait(waiter());
    awaited = wait;
    condition.whenComplete(wait);
  }

  private Wait.Waiter waiter() {
    long number = state.beginWait();
    return () -> {
      if (state.waitOver(number)) {
        submitOrLeave();
      }
    };
  }

  /** Goes on after what was waited for, or throws what that failed with. */
  private void endWait() throws Exception {
    Wait wait = awaited;
    awaited = null;
    if (wait != null && wait.failure() != null) {
      throw Failures.<Exception>same(wait.failure());
    }
  }

  private void dropWait() {
    Wait wait = awaited;
    awaited = null;
    if (wait != null) {
      wait.drop();
    }
  }

  private void end(Ending begun) {
    dropWait();
    ending = begun;
    state.beginClosing();
  }

  /** Closes what is open, in as many slices as it takes, and reports the end afterwards. */
  private void close(Ending known) {
    CompletableFuture<Void> rest = known.close();
    if (rest != null) {
      await(rest);
      return;
    }
    dropWait();
    if (timer != null) {
      timer.cancel(false);
    }
    state.end();
    PendingQueries asked = queries;
    if (asked != null) {
      // Whoever is notified of the end may ask again.
      asked.progress().update(stack, known);
    }
    Throwable cause = known.cause();
    if (observation != null) {
      if (stageFailed) {
        observation.failed(known.stage(), Objects.requireNonNull(cause));
      }
      observation.finished(known.state(), cause);
    }
    boolean isTelling =
        known.state() == State.FAILED || (cause != null && cause.getSuppressed().length > 0);
    completion.end(cause, isTelling);
  }

  /** Answers who has asked; from outside of a slice only once the run has ended. */
  private void answer() {
    PendingQueries known = queries;
    if (known != null) {
      known.answer(stack, ending);
    }
  }
}
