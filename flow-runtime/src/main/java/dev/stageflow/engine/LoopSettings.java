package dev.stageflow.engine;

import dev.stageflow.FlowListener;
import dev.stageflow.ThreadContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How the runs of a runner are sliced.
 *
 * @param executor runs the slices
 * @param timeSlice how long a slice may take, more than zero
 * @param waitInterval the delay after a pause that names no condition, zero or more
 * @param workplace where tunnelled stages are called, in no context yet
 * @param listeners are told of the runs
 * @param contexts are carried from where a run is started to where it is made
 */
record LoopSettings(
    Executor executor,
    Duration timeSlice,
    Duration waitInterval,
    Workplace workplace,
    List<FlowListener> listeners,
    List<ThreadContext> contexts) {

  static LoopSettings of(Executor executor) {
    return new LoopSettings(
        Objects.requireNonNull(executor, "executor"),
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Workplace.SHARED,
        List.of(),
        List.of());
  }

  /** Tells how long a slice may take. */
  long sliceNanos() {
    return Wait.nanos(timeSlice);
  }

  /** Tells the time, by the executor's clock if it has one. */
  long nanoTime() {
    return executor instanceof TimedExecutor timed ? timed.nanoTime() : System.nanoTime();
  }

  /** Tells how long to wait after a pause that names no condition. */
  long waitNanos() {
    return Wait.nanos(waitInterval);
  }

  LoopSettings withTimeSlice(Duration slice) {
    if (slice.isZero() || slice.isNegative()) {
      throw new IllegalArgumentException("a time slice must be longer than zero, not " + slice);
    }
    return new LoopSettings(executor, slice, waitInterval, workplace, listeners, contexts);
  }

  LoopSettings withWaitInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("a wait interval must not be negative: " + interval);
    }
    return new LoopSettings(executor, timeSlice, interval, workplace, listeners, contexts);
  }

  LoopSettings withWorkers(Executor chosen) {
    return new LoopSettings(
        executor,
        timeSlice,
        waitInterval,
        new Workplace(Objects.requireNonNull(chosen, "workers"), RunContext.NONE),
        listeners,
        contexts);
  }

  LoopSettings withListener(FlowListener added) {
    return new LoopSettings(
        executor, timeSlice, waitInterval, workplace, plus(listeners, added), contexts);
  }

  LoopSettings withContext(ThreadContext added) {
    return new LoopSettings(
        executor, timeSlice, waitInterval, workplace, listeners, plus(contexts, added));
  }

  private static <T> List<T> plus(List<T> some, T added) {
    List<T> more = new ArrayList<>(some);
    more.add(Objects.requireNonNull(added));
    return List.copyOf(more);
  }
}
