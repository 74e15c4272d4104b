package dev.stageflow.engine;

import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A run in slices on an executor.
 *
 * <p>{@link #pending} is the right to run: whoever sets it from false to true submits the next
 * slice, and the thread that makes the slice has the run for itself until it clears it again.
 */
final class LoopRun implements FlowRun {
  private static final FlowTrace NOWHERE = new FlowTrace(List.of());

  // Immutable.

  private final FlowStack stack;
  private final LoopSettings settings;
  private final RunCompletion completion = new RunCompletion();

  // For the thread that makes the slice; handed on with pending.

  private final Pace pace;
  private @Nullable CompletableFuture<Void> timer;

  /** Why the run ends, from when its closing begins. */
  private @Nullable Throwable failure;

  /**
   * The thread that makes a slice. Plain, though other threads compare themselves with it: a thread
   * that makes none can never see itself here, because it last wrote null.
   */
  private @Nullable Thread runner;

  // For all threads.

  /**
   * Whether a slice is submitted or being made; stays set once the run has ended.
   *
   * <p>A signal is lost unless one of two threads sees the other: the one that signals writes its
   * reason ({@link #paused}, {@link #cancelled}, or that the {@link Wait} is over) and then reads
   * this; the one that ends a slice clears this and then reads the reasons. Each writes one thing
   * and then reads another, and only volatile access keeps that order: were the reason or the
   * clearing a mere release, both threads could read the old value. Clearing it also publishes what
   * the slice did to the thread that sets it next.
   */
  private final AtomicBoolean pending = new AtomicBoolean(true);

  private volatile boolean paused;
  private volatile boolean cancelled;

  /** What the run waits for; written in slices only. */
  private volatile @Nullable Wait awaited;

  /** How the run ends, while it is being closed; written in slices only. */
  private volatile @Nullable State closing;

  /** How the run ended; written in the last slice only. */
  private volatile @Nullable State end;

  /**
   * What completes when it is told where the run is; null while nobody asks. Written under the
   * lock, because several threads may ask at once.
   */
  private volatile @Nullable CompletableFuture<FlowTrace> traced;

  /** Whether somebody will learn of a failure. */
  private volatile boolean asked;

  LoopRun(FlowStack stack, LoopSettings settings) {
    this.stack = stack;
    this.settings = settings;
    pace = new Pace(Wait.nanos(settings.timeSlice()));
  }

  /** Submits the first slice. */
  void start() {
    schedule();
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

  @Override
  public void cancel() {
    cancelled = true;
    haltFromInside();
    wake();
  }

  @Override
  public State state() {
    State ended = end;
    if (ended != null) {
      return ended;
    }
    if (pending.get()) {
      return State.RUNNING;
    }
    if (paused && closing == null) {
      return State.PAUSED;
    }
    return isWaiting() ? State.WAITING : State.RUNNING;
  }

  @Override
  public CompletionStage<FlowTrace> trace() {
    CompletableFuture<FlowTrace> trace;
    synchronized (this) {
      trace = traced == null ? new CompletableFuture<>() : traced;
      traced = trace;
    }
    if (end == null) {
      wake();
    }
    // The last slice may have answered before, and no other one will come.
    if (end != null) {
      answer();
    }
    return trace.minimalCompletionStage();
  }

  /** Once the run has ended, any thread may do this: nothing is left on the stack. */
  private void answer() {
    CompletableFuture<FlowTrace> trace;
    synchronized (this) {
      trace = traced;
      traced = null;
    }
    if (trace != null) {
      trace.complete(end == null ? stack.trace() : NOWHERE);
    }
  }

  @Override
  public CompletionStage<Void> completion() {
    asked = true;
    return completion;
  }

  private void haltFromInside() {
    if (runner == Thread.currentThread()) {
      stack.halt();
    }
  }

  /** Signals that something has changed for which the run may have stopped. */
  private void wake() {
    if (!pending.getAndSet(true)) {
      schedule();
    }
  }

  private boolean isWaiting() {
    Wait wait = awaited;
    return wait != null && !wait.isOver();
  }

  private boolean hasToDo() {
    return isRunnable() || traced != null;
  }

  private boolean isRunnable() {
    if (closing != null) {
      return !isWaiting();
    }
    return cancelled || (!paused && !isWaiting());
  }

  /** Called by whoever has the right to run: hands it to the executor. */
  private void schedule() {
    while (submit()) {
      if (!slice()) {
        return;
      }
    }
  }

  /** Makes the slice whose turn has come on the executor. */
  void turn() {
    if (slice()) {
      schedule();
    }
  }

  /**
   * Submits a slice.
   *
   * @return whether the slice is still to be made, here: the executor ran inline, or rejected it
   */
  private boolean submit() {
    Slice slice = new Slice(this);
    try {
      settings.executor().execute(slice);
    } catch (Throwable rejected) {
      if (!slice.take()) {
        throw rejected;
      }
      // Nobody else will make it: what is open is closed here.
      beginClosing(State.FAILED, rejected);
      return true;
    }
    return slice.submitted();
  }

  /**
   * Makes one slice.
   *
   * @return whether another one must be submitted; if not, the right to run is given up
   */
  private boolean slice() {
    inside(
        () -> {
          proceed();
          if (traced != null) {
            answer();
          }
        });
    if (end != null) {
      return false;
    }
    if (hasToDo()) {
      return true;
    }
    pending.set(false);
    return hasToDo() && !pending.getAndSet(true);
  }

  private void inside(Runnable action) {
    boolean marked = SliceMark.set();
    runner = Thread.currentThread();
    try {
      action.run();
    } finally {
      runner = null;
      SliceMark.restore(marked);
    }
  }

  private void proceed() {
    try {
      if (!isRunnable()) {
        return;
      }
      if (closing != null) {
        close();
        return;
      }
      if (!cancelled) {
        endWait();
        runUntilPause();
      }
    } catch (Throwable failure) {
      end(State.FAILED, failure);
      return;
    }
    if (cancelled) {
      end(State.CANCELLED, new CancellationException("the run was cancelled"));
    } else if (stack.isEmpty()) {
      end = State.COMPLETED;
      completion.complete(null);
    }
  }

  private void runUntilPause() throws Exception {
    try {
      pace.runSlice(stack, this::isStopped);
    } catch (PauseFlow pause) {
      if (!cancelled) {
        await(pause);
      }
    }
  }

  private boolean isStopped() {
    return paused || cancelled;
  }

  private void await(PauseFlow pause) {
    CompletionStage<?> condition = pause.condition();
    if (condition == null) {
      Duration delay = pause.delay();
      long nanos = Wait.nanos(delay == null ? settings.waitInterval() : delay);
      if (nanos <= 0) {
        return;
      }
      timer = new CompletableFuture<Void>().completeOnTimeout(null, nanos, TimeUnit.NANOSECONDS);
      condition = timer;
    }
    await(condition);
  }

  private void await(CompletionStage<?> condition) {
    Wait wait = new Wait(this::wake);
    awaited = wait;
    condition.whenComplete(wait);
  }

  private void endWait() throws Exception {
    Wait wait = awaited;
    if (wait != null) {
      awaited = null;
      timer = null;
      Throwable failure = wait.failure();
      if (failure != null) {
        throw Failures.<Exception>same(failure);
      }
    }
  }

  private void end(State state, Throwable thrown) {
    beginClosing(state, thrown);
    close();
  }

  /** Has the run end because of a failure; one that comes while it is closed is suppressed. */
  private void beginClosing(State state, Throwable thrown) {
    dropWait();
    if (closing == null) {
      closing = state;
    }
    failure = Failures.both(failure, thrown);
  }

  /** Closes what is open, in as many slices as it takes, and only then tells. */
  private void close() {
    dropWait();
    Throwable cause = Objects.requireNonNull(failure);
    CompletionStage<Void> rest = stack.close(cause);
    if (rest != null) {
      await(rest);
      return;
    }
    end = closing;
    completion.completeExceptionally(cause);
    boolean telling = end == State.FAILED || cause.getSuppressed().length > 0;
    if (!asked && telling) {
      Failures.report(cause);
    }
  }

  private void dropWait() {
    Wait wait = awaited;
    if (wait != null) {
      wait.drop();
      awaited = null;
    }
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
