package dev.stageflow.engine;

import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTrace;
import org.jspecify.annotations.Nullable;

/** How a run ends: first it is closed, which can take several slices, and then it has ended. */
final class Ending {
  private final State state;

  /** What it failed with, or was cancelled with; null if it has completed. For the slices. */
  private @Nullable Throwable cause;

  /** Where it ended; nowhere if it has completed, or that cannot be told. For the slices. */
  private FlowTrace trace = Traces.NOWHERE;

  private volatile boolean over;

  private Ending(State state) {
    this.state = state;
  }

  /** A run that has come to its end by itself has nothing to close. */
  static Ending completed() {
    Ending ending = new Ending(State.COMPLETED);
    ending.over = true;
    return ending;
  }

  /** Begins to close a run. */
  static Ending closing(State state, Throwable cause) {
    Ending ending = new Ending(state);
    ending.cause = cause;
    return ending;
  }

  void tracedTo(FlowTrace trace) {
    this.trace = trace;
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
