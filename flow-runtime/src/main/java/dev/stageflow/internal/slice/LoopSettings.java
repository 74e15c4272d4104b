package dev.stageflow.internal.slice;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How and where the runs of a runner are made.
 *
 * @param executor runs the slices
 * @param options all that is not peculiar to an executor
 * @param before what the flow's runs took before
 */
public record LoopSettings(Executor executor, FlowOptions options, FirstSlices before) {

  public LoopSettings {
    Objects.requireNonNull(executor, "executor");
  }

  /** Says how and where the runs of a flow are made of which nothing is known yet. */
  public LoopSettings(Executor executor, FlowOptions options) {
    this(executor, options, new FirstSlices());
  }

  public LoopSettings with(UnaryOperator<FlowOptions> change) {
    return new LoopSettings(executor, change.apply(options), before);
  }

  public List<FlowListener> listeners() {
    return options.listeners();
  }

  /** Returns the executor, if it is whoever calls the run; null if it is a loop. */
  public @Nullable CallingThread caller() {
    return executor instanceof CallingThread caller ? caller : null;
  }

  /** Returns how long a slice may take. */
  public long sliceNanos() {
    return Wait.nanos(options.timeSlice());
  }

  /** Returns the clock of the runs. */
  public RunClock clock() {
    return RunClock.of(executor);
  }

  /** Returns how long to wait after a pause that names no condition. */
  public long waitNanos() {
    return Wait.nanos(options.waitInterval());
  }
}
