package dev.stageflow.loops;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Nothing but computation, each call of which takes longer than a slice. */
class Work {
  private static final long CALL_NANOS = TimeUnit.MICROSECONDS.toNanos(1_500);

  private final IntConsumer beforeEach;

  Work(IntConsumer beforeEach) {
    this.beforeEach = beforeEach;
  }

  @Sequence
  int[] pieces(int count) {
    return IntStream.rangeClosed(1, count).toArray();
  }

  @Function
  int compute(int piece) {
    beforeEach.accept(piece);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < CALL_NANOS) {
      // A spin-wait hint would be a blocking call.
    }
    return piece;
  }

  @Accumulate
  int add(int sum, int piece) {
    return sum + piece;
  }
}
