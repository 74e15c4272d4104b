package dev.stageflow.engine;

import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/**
 * How and where the runs of a runner are made.
 *
 * @param executor runs the slices
 * @param options all that is not peculiar to an executor
 */
record LoopSettings(Executor executor, FlowOptions options) {

  LoopSettings {
    Objects.requireNonNull(executor, "executor");
  }

  LoopSettings with(UnaryOperator<FlowOptions> change) {
    return new LoopSettings(executor, change.apply(options));
  }

  List<FlowListener> listeners() {
    return options.listeners();
  }

  /** Tells how long a slice may take. */
  long sliceNanos() {
    return Wait.nanos(options.timeSlice());
  }

  /** Tells the time, by the executor's clock if it has one. */
  long nanoTime() {
    return executor instanceof TimedExecutor timed ? timed.nanoTime() : System.nanoTime();
  }

  /** Tells how long to wait after a pause that names no condition. */
  long waitNanos() {
    return Wait.nanos(options.waitInterval());
  }
}
