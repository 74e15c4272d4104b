package dev.stageflow.internal.observe;

import dev.stageflow.FlowListener.Hold;
import dev.stageflow.FlowListener.Pause;
import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.StageCounts;
import dev.stageflow.internal.jfr.FlightRecorder;
import dev.stageflow.internal.jfr.RunRecorder;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.slice.LoopSettings;
import dev.stageflow.internal.slice.RunClock;
import dev.stageflow.internal.tunnel.TunnelSignal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Reports a run to its observers. A run that is not observed has none. Used by the thread that
 * starts the run, and then by the one that runs the slice.
 */
public final class Observation {
  private final FlowRun run;
  private final FlowStack stack;
  private final Listeners listeners;
  private final @Nullable RunRecorder recorder;
  private final RunClock clock;

  /** Times the slices; null on no loop, where they keep nobody waiting. */
  private final @Nullable SliceWatch watch;

  private final long started;

  /** What the run is paused for, since when; null while it goes on. */
  private @Nullable Pause pause;

  private long paused;

  /** Whether what the slice takes is still to be looked at. */
  private boolean timing;

  private Observation(FlowRun run, FlowStack stack, LoopSettings settings, long started) {
    this.run = run;
    this.stack = stack;
    recorder = FlightRecorder.recorder();
    listeners = new Listeners(settings.listeners(), recorder);
    clock = stack.clock();
    watch = settings.caller() == null ? new SliceWatch(clock) : null;
    this.started = started;
    stack.counts().keepFailures();
    stack.countItems();
  }

  /**
   * Begins to observe a run, which may have started before.
   *
   * @param started when it has started
   * @return null if nothing observes the run
   */
  public static @Nullable Observation of(
      FlowRun run, FlowStack stack, LoopSettings settings, long started) {
    try {
      return isWanted(settings.options()) ? new Observation(run, stack, settings, started) : null;
    } catch (Throwable unable) {
      Failures.report(unable);
      return null;
    }
  }

  /** Returns whether somebody observes a run with these options. */
  public static boolean isWanted(FlowOptions options) {
    return !options.listeners().isEmpty() || FlightRecorder.isRecording();
  }

  /** Reports what an observer throws: it does not change the run. */
  private static void safely(Runnable telling) {
    try {
      telling.run();
    } catch (Throwable thrown) {
      Failures.report(thrown);
    }
  }

  /** Returns for how long something lasts; zero where the executor's clock fails. */
  private Duration since(long began) {
    try {
      return Duration.ofNanos(clock.nanoTime() - began);
    } catch (Throwable unable) {
      Failures.report(unable);
      return Duration.ZERO;
    }
  }

  /** Returns what times the steps of a slice; null if nothing does. */
  public @Nullable SliceWatch watch() {
    return watch;
  }

  public void started() {
    listeners.tell(listener -> listener.onStart(run));
  }

  public void sliceBegins() {
    SliceWatch timer = watch;
    if (timer == null) {
      return;
    }
    safely(
        () -> {
          timer.begin();
          timing = true;
          if (recorder != null) {
            recorder.sliceBegins();
          }
        });
  }

  /** Stages are about to be called in the slice, unless what the run waited for has failed. */
  public void goesOn() {
    Pause over = pause;
    if (over != null) {
      pause = null;
      Duration lasted = since(paused);
      listeners.tell(listener -> listener.onResume(run, over, lasted));
    }
  }

  /**
   * A stage has asked for a pause.
   *
   * @param asked what it threw
   * @param delay how long it is to last, in nanoseconds, if it names no condition
   */
  public void paused(PauseFlow asked, long delay) {
    CompletionStage<?> condition = asked.condition();
    if (condition == null) {
      pausedFor(Reason.DELAY, Duration.ofNanos(delay));
    } else {
      pausedFor(condition instanceof TunnelSignal ? Reason.TUNNEL : Reason.SIGNAL, null);
    }
  }

  /** The run was stopped from outside; it may be paused already. */
  public void stopped(Reason reason) {
    if (pause == null) {
      pausedFor(reason, null);
    }
  }

  /** Stages have been called: reports the failures that were handled, and what was dropped. */
  public void counted() {
    safely(
        () -> {
          StageCounts counts = stack.counts();
          for (StageCounts.Failure failure : counts.takeFailures()) {
            tell(failure);
          }
          for (StageCounts.Count count : counts.all()) {
            long dropped = count.takeDropped();
            if (dropped > 0) {
              listeners.tell(listener -> listener.onDrop(run, count.stage(), dropped));
            }
          }
        });
  }

  private void tell(StageCounts.Failure failure) {
    Duration delay = failure.delay();
    if (delay == null) {
      listeners.tell(listener -> listener.onRecover(run, failure.stage(), failure.thrown()));
    } else {
      listeners.tell(listener -> listener.onRetry(run, failure.stage(), failure.thrown(), delay));
    }
  }

  private void pausedFor(Reason reason, @Nullable Duration delay) {
    safely(
        () -> {
          Position position = stack.position();
          String stage = position == null ? null : position.stage();
          Pause begun = new Pause(reason, stage, delay, stack.inFlight());
          paused = started + since(started).toNanos();
          pause = begun;
          listeners.tell(listener -> listener.onPause(run, begun));
        });
  }

  /**
   * The run has failed, and is closed.
   *
   * @param stage the stage that it was at; null if that is not known
   */
  public void failed(@Nullable String stage, Throwable failure) {
    listeners.tell(listener -> listener.onStageFailure(run, stage, failure));
  }

  public void sliceEnds() {
    SliceWatch timer = watch;
    if (timer != null && timing) {
      timing = false;
      safely(() -> tellIfHeld(timer));
    }
  }

  private void tellIfHeld(SliceWatch timer) {
    long elapsed = timer.end();
    boolean recorded = recorder != null && recorder.sliceEnds();
    if (recorded || listeners.isHold(elapsed)) {
      held(timer, elapsed);
    }
  }

  private void held(SliceWatch timer, long elapsed) {
    Position position = stack.position();
    Hold hold =
        new Hold(
            Duration.ofNanos(elapsed),
            timer.slowest(elapsed),
            position == null ? null : position.at());
    timer.search();
    if (recorder != null) {
      recorder.onLoopHeld(run, hold);
    }
    listeners.tellHold(elapsed, listener -> listener.onLoopHeld(run, hold));
  }

  /** The run has ended, and is closed. */
  public void finished(FlowRun.State state, @Nullable Throwable failure) {
    // The end is reported last.
    sliceEnds();
    Duration lasted = since(started);
    listeners.tell(listener -> listener.onFinish(run, state, failure, lasted));
  }
}
