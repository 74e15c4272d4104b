package dev.stageflow.internal.observe;

import dev.stageflow.FlowDescription;
import dev.stageflow.internal.frame.Ending;
import dev.stageflow.internal.frame.FlowStack;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What others want to know of a run that only its own thread can tell. For all threads. */
public final class PendingQueries {
  private final TraceRequest trace = new TraceRequest();
  private final ProgressBoard progress;

  /**
   * Nothing was asked yet.
   *
   * @param started when the run was started
   * @param outputs counts the outputs that it has given
   * @param flow describes the flow
   */
  public PendingQueries(long started, LongSupplier outputs, Supplier<FlowDescription> flow) {
    progress = new ProgressBoard(started, outputs, flow);
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
   * @param ending how the run ends, from when its closing begins
   */
  public void answer(FlowStack stack, @Nullable Ending ending) {
    trace.answer(stack, ending);
    progress.update(stack, ending);
  }
}
