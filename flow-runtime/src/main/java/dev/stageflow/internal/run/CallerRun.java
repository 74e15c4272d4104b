package dev.stageflow.internal.run;

import dev.stageflow.FlowOptions;
import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.observe.Observation;
import dev.stageflow.internal.slice.CallingThread;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.SliceMark;
import java.util.Objects;

/**
 * A run that is made by the thread that calls it, and is heard of and controlled like one on an
 * executor: that thread is its executor. Where nobody listens there is a shorter way, {@link
 * BlockingRun} or {@link OpenedFlow}.
 */
public final class CallerRun {
  private final CallingThread caller;
  private final LoopRun run;
  private final FlowOptions options;

  private <O> CallerRun(
      CallingThread caller, RunFactory<O> runs, Sink<? super O> sink, FlowOptions options) {
    this.caller = caller;
    this.options = options;
    LoopSettings settings = new LoopSettings(caller, options);
    run = LoopRun.of(runs, sink, settings, new RunCompletion(true));
  }

  /** Returns whether a run with these options needs to be such a one. */
  public static boolean isWanted(FlowOptions options) {
    return Observation.isWanted(options);
  }

  /** Makes a run that any thread may start and advance. */
  static <O> CallerRun opened(RunFactory<O> runs, Sink<? super O> sink, FlowOptions options) {
    return new CallerRun(new CallingThread(false), runs, sink, options);
  }

  /** Runs to the end, on this thread, which is parked while the flow is paused. */
  public static <O> void run(RunFactory<O> runs, Sink<? super O> sink, FlowOptions options)
      throws Exception {
    CallerRun called = new CallerRun(new CallingThread(true), runs, sink, options);
    called.run.start();
    called.runToEnd();
    Throwable cause = called.ending().cause();
    if (cause != null) {
      throw Failures.<Exception>same(cause);
    }
  }

  /** Returns the run's controls. */
  LoopRun controls() {
    return run;
  }

  /** Makes the slices that are due. */
  void makeSlices() {
    caller.makeSlices();
  }

  /** Returns what to wait for until there is another slice to make. */
  PauseFlow pause() {
    return caller.pause();
  }

  boolean isEnded() {
    return run.state().isEnd();
  }

  /** Returns how the run ends, once that is known. */
  Ending ending() {
    return Objects.requireNonNull(run.ending());
  }

  /** Makes slices until the run has ended, or its rest is closed in the background. */
  void runToEnd() {
    makeSlices();
    while (!isEnded() && park()) {
      makeSlices();
    }
  }

  /**
   * Parks the thread until there is another slice to make, interrupted or not if what is open is
   * being closed: what was opened must be closed. In a slice of a loop, which must not park, the
   * rest is then closed in the background.
   *
   * @return whether there is another one to make here
   */
  boolean park() {
    Ending known = run.ending();
    if (known == null) {
      try {
        caller.park(options.waitInterval());
      } catch (RuntimeException thrown) {
        run.abort(thrown);
      }
      return true;
    }
    if (SliceMark.isSet()) {
      caller.leave();
      known.describe();
      return false;
    }
    caller.parkToClose();
    return true;
  }

  /** Has what is still open closed in the background. */
  void leave() {
    caller.leave();
  }
}
