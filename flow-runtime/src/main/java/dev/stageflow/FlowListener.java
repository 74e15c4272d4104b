package dev.stageflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Observes runs: set with {@link FlowOptions#listener} or {@link FlowRunner#listener}, for logs,
 * metrics and traces. All methods do nothing unless they are overridden.
 *
 * <pre>{@code
 * report.on(eventLoop).listener(new FlowListener() {
 *   @Override
 *   public void onLoopHeld(FlowRun run, Hold hold) {
 *     System.err.println(run.describe().name() + " held the loop for " + hold.duration());
 *   }
 * }).start(customer);
 * }</pre>
 *
 * <p><b>Threads.</b> {@link #onStart} is called by the thread that starts the run, all others by
 * the executor's, within the run's slices; where the executor rejects a slice, by the thread that
 * has submitted it. A run by {@code run}, {@code collect}, {@code single}, {@code stream} or {@code
 * open} calls all of them on the threads that call it. So the calls for one run come one at a time,
 * each after what the one before has done; a listener of several runs may be called by several
 * threads at once. What a method takes is taken from the event loop: it must not block. It may call
 * any method of the run.
 *
 * <p><b>Order.</b> {@code onStart} comes first and {@code onFinish} last, once each. Between them
 * {@code onPause} and {@code onResume} take turns; a run that ends while it is paused is not
 * resumed. Several listeners of a run are called in the order in which they were set.
 *
 * <p><b>Failures.</b> What a method throws goes to its thread's uncaught-exception handler; the run
 * goes on, and so do the calls of other listeners.
 *
 * <p>Times are those of the executor, if it has {@linkplain dev.stageflow.TimedExecutor a time of
 * its own}, otherwise those of {@link System#nanoTime()}.
 */
public interface FlowListener {

  /** Why a run is paused. */
  enum Reason {
    /** {@link FlowRun#pause()} was called. */
    REQUEST,
    /** For some time: {@link PauseFlow#after} or {@link PauseFlow#now}. */
    DELAY,
    /** Until something completes that a stage has named, returned or subscribed to. */
    SIGNAL,
    /** A tunnelled stage is at work, and has nothing to give yet. */
    TUNNEL,
    /** The subscriber of a {@linkplain FlowRunner#publisher publisher} has not asked for more. */
    DEMAND
  }

  /**
   * A pause. A run that is paused for two reasons reports the first.
   *
   * @param reason why the run is paused
   * @param stage the stage that the run is at, such as the one that paused; null if it is at none
   * @param delay how long the pause is to last, for a {@link Reason#DELAY}; otherwise null
   * @param inFlight how many items are in {@linkplain dev.stageflow.annotation.Parallel parallel}
   *     stages, and how many {@linkplain dev.stageflow.annotation.Fork forks} are under way, on the
   *     innermost 256 levels of the run
   */
  record Pause(Reason reason, @Nullable String stage, @Nullable Duration delay, int inFlight) {}

  /**
   * A slice that took too long.
   *
   * @param duration how long the executor had to wait for its thread
   * @param stage the stage whose call took the longest part of it; null if that is not known,
   *     because the calls of the slice were not timed one by one, or if most of it was no stage's,
   *     such as closing what is open
   * @param at the stage at which the run stood after the slice; null if it stood at none, as
   *     between two items
   */
  record Hold(Duration duration, @Nullable String stage, @Nullable String at) {}

  /**
   * Returns how long a slice may take before {@link #onLoopHeld} is called. Called once for each
   * run, as it starts.
   *
   * @return the threshold; 10 ms unless it is overridden
   */
  default Duration holdThreshold() {
    return Duration.ofMillis(10);
  }

  /**
   * A run starts. No stage has been called, and the executor has not been asked for a slice.
   *
   * @param run the run, the same object in all calls
   */
  default void onStart(FlowRun run) {}

  /**
   * A run pauses: the slice ends, and the next one runs after the pause.
   *
   * @param run the run
   * @param pause why, and where
   */
  default void onPause(FlowRun run, Pause pause) {}

  /**
   * A run goes on after a pause: its slice begins.
   *
   * @param run the run
   * @param pause what {@link #onPause} was given
   * @param duration how long the pause has lasted, the wait for the executor included
   */
  default void onResume(FlowRun run, Pause pause, Duration duration) {}

  /**
   * A stage has failed, and is to be called again: a {@linkplain dev.stageflow.annotation.Retry
   * retry}. Reported as the slice ends in which it failed, before the pause that follows.
   *
   * @param run the run
   * @param stage the stage
   * @param failure what it threw, or what it waited for failed with
   * @param delay after which it is called again
   */
  default void onRetry(FlowRun run, String stage, Throwable failure, Duration delay) {}

  /**
   * A stage has failed, and its {@linkplain dev.stageflow.annotation.Recover recovery} takes the
   * failure. Reported as the slice ends in which it failed.
   *
   * @param run the run
   * @param stage the stage
   * @param failure what it threw, or what it waited for failed with
   */
  default void onRecover(FlowRun run, String stage, Throwable failure) {}

  /**
   * A stage has dropped items, as {@link FlowProgress.Stage#dropped()} counts them. Reported as a
   * slice ends in which it did so, once for each such stage.
   *
   * @param run the run
   * @param stage the stage
   * @param items how many items it has dropped since this was reported before
   */
  default void onDrop(FlowRun run, String stage, long items) {}

  /**
   * A run has failed because of an exception, unless that is of the executor. All that it opened is
   * closed; {@link #onFinish} comes next. Not called for a failure that the flow itself handles: of
   * these {@link #onRetry} and {@link #onRecover} tell.
   *
   * @param run the run
   * @param stage the stage that has failed, as {@link FlowTrace} names it; null if that is not
   *     known, as where the definition could not be made
   * @param failure what it threw, or what it waited for failed with; {@link FlowTrace#of} gives its
   *     trace
   */
  default void onStageFailure(FlowRun run, @Nullable String stage, Throwable failure) {}

  /**
   * A slice took longer than {@link #holdThreshold()}: the other events of the loop had to wait.
   * Not called for a run on the thread that calls it.
   *
   * <p>The slice's length is exact. Which stage took so long is known where the calls of the slice
   * were timed one by one. They are in a run's first steps, in the 65,536 steps after each slice
   * that took too long, each of which then takes some 150 ns more, and wherever single calls are
   * known to take longer than a slice. So a stage that holds the loop again and again is found; one
   * that does so once, amid others that do not, may stay unknown.
   *
   * @param run the run
   * @param hold how long, and by what
   */
  default void onLoopHeld(FlowRun run, Hold hold) {}

  /**
   * A run has ended, and all that it opened is closed. Called before its {@linkplain
   * FlowRun#completion() completion} completes. {@link FlowRun#progress()} then gives what the
   * whole run has counted.
   *
   * @param run the run
   * @param state how it has ended
   * @param failure what it failed with, or was cancelled with; null if it has completed
   * @param duration how long it took since it was started, pauses included
   */
  default void onFinish(
      FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {}
}
