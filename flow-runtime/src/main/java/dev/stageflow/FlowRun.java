package dev.stageflow;

import java.util.concurrent.CompletionStage;

/**
 * One run of a flow on an executor. All methods may be called from any thread, the run's stages
 * included.
 */
public interface FlowRun {

  /** What a run is doing. */
  enum State {
    /** In a slice, or waiting for its turn on the executor. */
    RUNNING,
    /** Waiting for what a {@link PauseFlow} named. */
    WAITING,
    /** Stopped by {@link FlowRun#pause()}, or until a subscriber asks for more. */
    PAUSED,
    /** Ended after its last stage. */
    COMPLETED,
    /** Ended by an exception. */
    FAILED,
    /** Ended by {@link FlowRun#cancel()}. */
    CANCELLED;

    /**
     * Tells whether a run in this state has ended.
     *
     * @return true if nothing more will happen
     */
    public boolean isEnd() {
      return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
  }

  /**
   * Describes the flow that this is a run of.
   *
   * @return what {@link Flow#describe()} gives
   */
  FlowDescription describe();

  /**
   * Pauses the run until {@link #resume()}. Called from one of its own stages, no further stage is
   * called; from elsewhere it takes effect at the latest when the slice ends. Does nothing if the
   * run is paused or has ended.
   */
  void pause();

  /** Undoes {@link #pause()}. It does not shorten a wait that a {@link PauseFlow} asked for. */
  void resume();

  /**
   * Cancels the run. Called from one of its own stages, no further stage is called; from elsewhere
   * it takes effect at the latest when the slice ends. All that is open is then closed on the
   * executor, and the run completes with a {@link java.util.concurrent.CancellationException}. Does
   * nothing if the run has ended.
   */
  void cancel();

  /**
   * Tells what the run is doing.
   *
   * @return its state, which may have changed by the time the caller looks at it
   */
  State state();

  /**
   * Asks where the run is. It is told between two steps, on the executor's thread, which calls the
   * {@code toString} of each level's item. Once the run has failed or is cancelled, it is where it
   * was then; a failure tells that too, by a {@link FlowTraceException}. A cancel by itself asks no
   * item for its text: only the first call of this method does.
   *
   * @return the run's stack, as soon as the executor has a turn for the run; without a level if the
   *     run has completed
   */
  CompletionStage<FlowTrace> trace();

  /**
   * Tells how far the run has come, as of its last slice. From the first call on, each slice notes
   * it; a run that nobody asks does not. So the first call tells only what the run has ended with,
   * if it has, and else has the executor make a slice that notes it, even if the run is paused.
   *
   * <p>While a recursion is more than 256 levels deep, this tells what it did before.
   *
   * @return the progress; without a level as long as nothing is known, and once the run has
   *     completed. A run that has failed or was cancelled tells what was noted last
   */
  FlowProgress progress();

  /**
   * Completes when the run has ended and everything that it opened is closed: normally, with the
   * very exception that ended it, or with a {@link java.util.concurrent.CancellationException}. A
   * run that fails before anybody called this method hands its exception to its thread's
   * uncaught-exception handler.
   *
   * @return the same stage on each call; dependent actions run on the executor's thread
   */
  CompletionStage<Void> completion();
}
