package dev.stageflow.benchmarks;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.function.Supplier;

/** Numbers on whose way the flow pauses once for each. */
class PausingNumbers {
  private final Supplier<PauseFlow> pause;
  private boolean paused;

  /**
   * Makes the stages of one run.
   *
   * @param pause what to pause for, asked once for each number
   */
  PausingNumbers(Supplier<PauseFlow> pause) {
    this.pause = pause;
  }

  @Sequence
  long[] numbers(long[] numbers) {
    return numbers;
  }

  @Function
  long pausing(long number) throws PauseFlow {
    paused = !paused;
    if (paused) {
      throw pause.get();
    }
    return number;
  }

  @Accumulate
  long sum(long sum, long number) {
    return sum + number;
  }
}
