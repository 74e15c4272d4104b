package dev.stageflow.engine;

import dev.stageflow.FlowListener.Hold;
import dev.stageflow.FlowListener.Pause;
import dev.stageflow.FlowListener.Reason;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.jfr.RunRecorder;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What those who observe a run are told. A run has one only if somebody does. For the thread that
 * starts the run, and then for the one that makes the slice.
 */
final class Observation {
  private final FlowRun run;
  private final FlowStack stack;
  private final Listeners listeners;
  private final @Nullable RunRecorder recorder;
  private final LongSupplier clock;
  private final SliceWatch watch;
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
    clock = settings::nanoTime;
    watch = new SliceWatch(clock);
    this.started = started;
  }

  /**
   * Begins to observe a run, which may have started before.
   *
   * @param started when it has started
   * @return null if nobody wants to know
   */
  static @Nullable Observation of(
      FlowRun run, FlowStack stack, LoopSettings settings, long started) {
    return settings.listeners().isEmpty() && !FlightRecorder.isRecording()
        ? null
        : new Observation(run, stack, settings, started);
  }

  /** Gives what times the steps of a slice. */
  SliceWatch watch() {
    return watch;
  }

  void started() {
    listeners.tell(listener -> listener.onStart(run));
  }

  void sliceBegins() {
    watch.begin();
    timing = true;
    if (recorder != null) {
      recorder.sliceBegins();
    }
  }

  /** Stages are about to be called in the slice, unless what the run waited for has failed. */
  void goesOn() {
    Pause over = pause;
    if (over != null) {
      pause = null;
      Duration lasted = Duration.ofNanos(clock.getAsLong() - paused);
      listeners.tell(listener -> listener.onResume(run, over, lasted));
    }
  }

  /**
   * A stage has asked for a pause.
   *
   * @param asked what it threw
   * @param delay how long it is to last, in nanoseconds, if it names no condition
   */
  void paused(PauseFlow asked, long delay) {
    CompletionStage<?> condition = asked.condition();
    if (condition == null) {
      pausedFor(Reason.DELAY, Duration.ofNanos(delay));
    } else {
      pausedFor(condition instanceof TunnelSignal ? Reason.TUNNEL : Reason.SIGNAL, null);
    }
  }

  /** The run was stopped from outside; it may be paused already. */
  void stopped(Reason reason) {
    if (pause == null) {
      pausedFor(reason, null);
    }
  }

  private void pausedFor(Reason reason, @Nullable Duration delay) {
    Place place = stack.place();
    Pause begun = new Pause(reason, place == null ? null : place.stage(), delay);
    pause = begun;
    paused = clock.getAsLong();
    listeners.tell(listener -> listener.onPause(run, begun));
  }

  /** A stage has failed; nothing has been closed yet. */
  void failed(Throwable failure) {
    Place place = stack.place();
    String stage = place == null ? null : place.stage();
    listeners.tell(listener -> listener.onStageFailure(run, stage, failure));
  }

  void sliceEnds() {
    if (timing) {
      timing = false;
      long elapsed = watch.elapsed();
      boolean recorded = recorder != null && recorder.sliceEnds();
      if (recorded || listeners.isHold(elapsed)) {
        held(elapsed);
      }
    }
  }

  private void held(long elapsed) {
    Place place = stack.place();
    Hold hold =
        new Hold(
            Duration.ofNanos(elapsed), watch.slowest(elapsed), place == null ? null : place.at());
    watch.search();
    if (recorder != null) {
      recorder.onLoopHeld(run, hold);
    }
    listeners.tellHold(elapsed, listener -> listener.onLoopHeld(run, hold));
  }

  /** The run has ended, and is closed. */
  void finished(FlowRun.State state, @Nullable Throwable failure) {
    // The end is the last thing that is told.
    sliceEnds();
    Duration lasted = Duration.ofNanos(clock.getAsLong() - started);
    listeners.tell(listener -> listener.onFinish(run, state, failure, lasted));
  }
}
