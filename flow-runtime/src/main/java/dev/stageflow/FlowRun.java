package dev.stageflow;

import java.util.concurrent.CompletionStage;

/**
 * One run of a flow on an executor. All methods may be called from any thread, the run's stages
 * included.
 *
 * <p>{@link FlowListener listeners} also get the runs of {@code run}, {@code collect} and {@code
 * single}, whose executor is the thread that calls these, and of {@code stream} and {@code open},
 * where it is whatever thread asks for an output, while it does so: another thread's request has
 * effect then.
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
     * Returns whether a run in this state has ended.
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
   * Has the run come to its end early, but whole. It takes nothing more from its sources: each is
   * closed at once, as if it had no more items, and one that is opened later is closed unread. The
   * items that it has taken go all their way, those in flight in parallel stages and forks as well;
   * accumulators pass on what they have gathered, contexts close, hooks are called. Then the run
   * completes as at any end. So what it gives is what it would give for the first items of each
   * source.
   *
   * <p>Called from one of the run's own stages, it takes effect before the next stage is called;
   * from elsewhere, at the latest when the slice ends. A source that is being waited for is waited
   * for no longer; what a stage waits for is. A paused run closes its sources, and goes on when it
   * is {@linkplain #resume() resumed}. {@link #cancel()} still ends it at once. A second call does
   * nothing, nor does one after the end.
   */
  void drain();

  /**
   * Returns what the run is doing.
   *
   * @return its state, which may have changed by the time the caller looks at it
   */
  State state();

  /**
   * Returns where the run is. The executor's thread answers between two steps, and calls the {@code
   * toString} of each level's item. After a failure or cancel, the trace shows where the run was at
   * that moment; a failure carries it too, as a {@link FlowTraceException}. A cancel alone calls no
   * {@code toString}; only the first call of this method does.
   *
   * @return the run's stack, as soon as the executor has a turn for the run; without a level if the
   *     run has completed
   */
  CompletionStage<FlowTrace> trace();

  /**
   * Returns the progress of the run as of its last slice. Slices record it from the first call on.
   * So the first call has something to report only if the run has ended; otherwise it makes the
   * executor run a slice that records the progress, even if the run is paused.
   *
   * <p>While a recursion is more than 256 levels deep, this returns the progress as of before.
   *
   * @return the progress; without a level as long as nothing is known, and once the run has
   *     completed. After a failure or cancel, the levels, the share and the rates are those that
   *     were recorded last
   */
  FlowProgress progress();

  /**
   * Completes when the run has ended and everything that it opened is closed: normally, with the
   * very exception that ended it, or with a {@link java.util.concurrent.CancellationException}. A
   * run that fails before anyone called this method passes its exception to its thread's
   * uncaught-exception handler.
   *
   * @return the same stage on each call; dependent actions run on the executor's thread
   */
  CompletionStage<Void> completion();
}
