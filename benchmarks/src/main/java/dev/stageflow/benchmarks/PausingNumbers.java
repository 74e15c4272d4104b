package dev.stageflow.benchmarks;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.function.Supplier;

/** Numbers on whose way the flow pauses once for each, or once for several. */
class PausingNumbers {
  private final Supplier<PauseFlow> pause;
  private final int numbersPerPause;

  /** How many numbers there are until the next pause. */
  private int left;

  /**
   * Makes the stages of one run.
   *
   * @param pause what to pause for, asked once for each pause
   * @param numbersPerPause how many numbers there are from one pause to the next
   */
  PausingNumbers(Supplier<PauseFlow> pause, int numbersPerPause) {
    this.pause = pause;
    this.numbersPerPause = numbersPerPause;
  }

  @Sequence
  long[] numbers(long[] numbers) {
    return numbers;
  }

  @Function
  long pausing(long number) throws PauseFlow {
    if (left == 0) {
      left = numbersPerPause;
      throw pause.get();
    }
    left--;
    return number;
  }

  @Accumulate
  long sum(long sum, long number) {
    return sum + number;
  }
}
