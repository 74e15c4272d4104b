package dev.stageflow.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How the runs of a runner are sliced.
 *
 * @param executor runs the slices
 * @param timeSlice how long a slice may take, more than zero
 * @param waitInterval the delay after a pause that names no condition, zero or more
 */
record LoopSettings(Executor executor, Duration timeSlice, Duration waitInterval) {

  static LoopSettings of(Executor executor) {
    return new LoopSettings(
        Objects.requireNonNull(executor, "executor"), Duration.ofMillis(1), Duration.ofMillis(10));
  }

  LoopSettings withTimeSlice(Duration slice) {
    if (slice.isZero() || slice.isNegative()) {
      throw new IllegalArgumentException("a time slice must be longer than zero, not " + slice);
    }
    return new LoopSettings(executor, slice, waitInterval);
  }

  LoopSettings withWaitInterval(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("a wait interval must not be negative: " + interval);
    }
    return new LoopSettings(executor, timeSlice, interval);
  }
}
