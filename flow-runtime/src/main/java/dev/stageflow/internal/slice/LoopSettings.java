package dev.stageflow.internal.slice;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How and where the runs of a runner are made. It keeps what each run would have to work out, which
 * takes as long as a short run.
 */
public final class LoopSettings {
  private final Executor executor;
  private final FlowOptions options;
  private final FirstSlices before;
  private final RunClock clock;
  private final long sliceNanos;

  /** Says how and where the runs of a flow are made of which nothing is known yet. */
  public LoopSettings(Executor executor, FlowOptions options) {
    this(executor, options, new FirstSlices());
  }

  /**
   * Says how and where the runs of a flow are made.
   *
   * @param executor runs the slices
   * @param options all that is not peculiar to an executor
   * @param before what the flow's runs took before
   */
  public LoopSettings(Executor executor, FlowOptions options, FirstSlices before) {
    this.executor = Objects.requireNonNull(executor, "executor");
    this.options = options;
    this.before = before;
    clock = RunClock.of(executor);
    sliceNanos = Wait.nanos(options.timeSlice());
  }

  public LoopSettings with(UnaryOperator<FlowOptions> change) {
    return new LoopSettings(executor, change.apply(options), before);
  }

  /** Returns what runs the slices. */
  public Executor executor() {
    return executor;
  }

  /** Returns the executor, if it is whoever calls the run; null if it is a loop. */
  public @Nullable CallingThread caller() {
    return executor instanceof CallingThread caller ? caller : null;
  }

  public FlowOptions options() {
    return options;
  }

  public List<FlowListener> listeners() {
    return options.listeners();
  }

  /** Returns what the flow's runs took before. */
  public FirstSlices before() {
    return before;
  }

  /** Returns the clock of the runs. */
  public RunClock clock() {
    return clock;
  }

  /** Returns how long a slice may take. */
  public long sliceNanos() {
    return sliceNanos;
  }

  /** Returns how long to wait after a pause that names no condition. */
  public long waitNanos() {
    return Wait.nanos(options.waitInterval());
  }
}
