package dev.stageflow.internal.jfr;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowRun;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records one run in the flight recorder. Unlike a listener, it also sees each slice. Only to be
 * used where the JDK has a flight recorder.
 */
public final class RunRecorder implements FlowListener {
  private static final AtomicLong RUNS = new AtomicLong();

  // Whether an event is enabled is asked of an object, and these are never recorded.

  private static final FlowRunEvent ANY_RUN = new FlowRunEvent();
  private static final FlowPauseEvent ANY_PAUSE = new FlowPauseEvent();
  private static final StageFailureEvent ANY_FAILURE = new StageFailureEvent();
  private static final LoopHeldEvent ANY_HOLD = new LoopHeldEvent();

  /** Longer than any slice: how long one may take is a setting of the recording. */
  private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  private final long number = RUNS.incrementAndGet();
  private @Nullable FlowRunEvent running;
  private @Nullable FlowPauseEvent pausing;
  private @Nullable LoopHeldEvent holding;
  private long retries;
  private long recoveries;
  private long dropped;

  /** Makes the recorder of a run, which may have started before. */
  public RunRecorder() {}

  /**
   * Returns whether anything of runs is being recorded.
   *
   * @return false if nothing is recorded
   */
  public static boolean isRecording() {
    return ANY_RUN.isEnabled()
        || ANY_PAUSE.isEnabled()
        || ANY_FAILURE.isEnabled()
        || ANY_HOLD.isEnabled();
  }

  @Override
  public Duration holdThreshold() {
    return NEVER;
  }

  @Override
  public void onStart(FlowRun run) {
    if (ANY_RUN.isEnabled()) {
      FlowRunEvent event = new FlowRunEvent();
      event.begin();
      running = event;
    }
  }

  /** A slice begins. */
  public void sliceBegins() {
    if (ANY_HOLD.isEnabled()) {
      LoopHeldEvent event = new LoopHeldEvent();
      event.begin();
      holding = event;
    }
  }

  /**
   * A slice ends.
   *
   * @return whether it took so long that it is to be recorded
   */
  public boolean sliceEnds() {
    LoopHeldEvent event = holding;
    if (event == null) {
      return false;
    }
    event.end();
    if (event.shouldCommit()) {
      return true;
    }
    holding = null;
    return false;
  }

  @Override
  public void onLoopHeld(FlowRun run, Hold hold) {
    LoopHeldEvent event = holding;
    if (event != null) {
      holding = null;
      event.stage = hold.stage();
      event.position = hold.at();
      commit(event, run);
    }
  }

  @Override
  public void onPause(FlowRun run, Pause pause) {
    if (ANY_PAUSE.isEnabled()) {
      FlowPauseEvent event = new FlowPauseEvent();
      event.begin();
      event.reason = pause.reason().name();
      event.stage = pause.stage();
      event.inFlight = pause.inFlight();
      pausing = event;
    }
  }

  @Override
  public void onResume(FlowRun run, Pause pause, Duration duration) {
    endPause(run);
  }

  private void endPause(FlowRun run) {
    FlowPauseEvent event = pausing;
    if (event != null) {
      pausing = null;
      event.end();
      if (event.shouldCommit()) {
        commit(event, run);
      }
    }
  }

  @Override
  public void onRetry(FlowRun run, String stage, Throwable failure, Duration delay) {
    retries++;
  }

  @Override
  public void onRecover(FlowRun run, String stage, Throwable failure) {
    recoveries++;
  }

  @Override
  public void onDrop(FlowRun run, String stage, long items) {
    dropped += items;
  }

  @Override
  public void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {
    if (ANY_FAILURE.isEnabled()) {
      StageFailureEvent event = new StageFailureEvent();
      event.stage = stage;
      event.thrownClass = failure.getClass();
      event.message = message(failure);
      commit(event, run);
    }
  }

  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable unable) {
      return "(getMessage failed: " + unable.getClass().getName() + ")";
    }
  }

  @Override
  public void onFinish(
      FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
    endPause(run);
    FlowRunEvent event = running;
    if (event != null) {
      running = null;
      event.end();
      if (event.shouldCommit()) {
        event.state = state.name();
        event.thrownClass = failure == null ? null : failure.getClass();
        event.retries = retries;
        event.recoveries = recoveries;
        event.dropped = dropped;
        commit(event, run);
      }
    }
  }

  private void commit(FlowEvent event, FlowRun run) {
    event.flow = run.describe().name();
    event.run = number;
    event.commit();
  }
}
