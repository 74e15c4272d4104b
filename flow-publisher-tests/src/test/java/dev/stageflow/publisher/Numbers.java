package dev.stageflow.publisher;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.stream.LongStream;

/** As many numbers as the input says; every third one takes two turns of the loop. */
class Numbers {
  private long paused = -1;

  @Sequence
  LongStream numbers(long count) {
    return LongStream.range(0, count);
  }

  @Function
  long number(long number) throws PauseFlow {
    if (number % 3 == 0 && paused != number) {
      paused = number;
      throw PauseFlow.now();
    }
    return number;
  }
}
