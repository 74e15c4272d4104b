package dev.stageflow.engine;

import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTrace;
import org.jspecify.annotations.Nullable;

/** How a run ends: first it is closed, which can take several slices, and then it has ended. */
final class Ending {
  private final State state;

  /** What it failed with, or was cancelled with; null if it has completed. For the slices. */
  private @Nullable Throwable cause;

  /** Where it ended; nowhere if it has completed. */
  private final FlowTrace trace;

  private volatile boolean over;

  private Ending(State state, FlowTrace trace) {
    this.state = state;
    this.trace = trace;
  }

  /** A run that has come to its end by itself has nothing to close. */
  static Ending completed() {
    Ending ending = new Ending(State.COMPLETED, Traces.NOWHERE);
    ending.over = true;
    return ending;
  }

  /** Begins to close a run. */
  static Ending closing(State state, FlowTrace trace) {
    return new Ending(state, trace);
  }

  /** Adds a failure: the first counts, others are suppressed into it. */
  void add(Throwable thrown) {
    cause = Failures.both(cause, thrown);
  }

  @Nullable Throwable cause() {
    return cause;
  }

  FlowTrace trace() {
    return trace;
  }

  State state() {
    return state;
  }

  /** All is closed. */
  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
