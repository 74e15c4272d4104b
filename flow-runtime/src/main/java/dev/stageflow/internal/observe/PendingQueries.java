package dev.stageflow.internal.observe;

import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What others want to know of a run that only its own thread can tell. For all threads. */
public final class PendingQueries {
  private final TraceRequest trace = new TraceRequest();
  private final ProgressBoard progress;

  /**
   * Nothing was asked yet.
   *
   * @param started when the run was started
   */
  public PendingQueries(long started) {
    progress = new ProgressBoard(started);
  }

  public TraceRequest trace() {
    return trace;
  }

  public ProgressBoard progress() {
    return progress;
  }

  /** Returns whether somebody waits for an answer. */
  public boolean areOpen() {
    return trace.isOpen() || progress.isDue();
  }

  /**
   * Answers, and throws nothing. For the thread that makes the slice; once the run has ended, for
   * any.
   *
   * @param stack the run's stack
   * @param clock gives the time, in nanoseconds
   * @param ending how the run ends, from when its closing begins
   */
  public void answer(FlowStack stack, LongSupplier clock, @Nullable Ending ending) {
    trace.answer(stack, ending);
    progress.update(stack, clock, ending);
  }
}
