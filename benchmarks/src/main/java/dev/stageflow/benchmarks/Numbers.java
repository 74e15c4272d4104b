package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.util.Iterator;
import java.util.List;

/** Numbers that are read on a worker thread and summed by the run. */
class Numbers {

  @Tunnel
  @Sequence
  Iterator<Long> read(List<Long> numbers) {
    return numbers.iterator();
  }

  @Accumulate
  long sum(long sum, long number) {
    return sum + number;
  }
}
