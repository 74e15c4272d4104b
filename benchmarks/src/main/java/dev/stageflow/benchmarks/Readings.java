package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;

/** A meter's raw readings, calibrated and summed: every value is a primitive. */
class Readings {

  @Sequence
  long[] raw(long[] readings) {
    return readings;
  }

  @Function
  long calibrated(long raw) {
    return raw * 31 + 7;
  }

  @Filter
  boolean plausible(long calibrated) {
    return (calibrated & 3) != 0;
  }

  @Function
  long coarse(long calibrated) {
    return calibrated >>> 3;
  }

  @Accumulate
  long sum(long sum, long coarse) {
    return sum + coarse;
  }
}
