package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;

/** The sum of the squares of the odd numbers: nothing is boxed on the way. */
public class SquareSum {
  @Sequence
  long[] numbers(long[] numbers) {
    return numbers;
  }

  @Filter
  boolean odd(long number) {
    return number % 2 != 0;
  }

  @Function
  long square(long number) {
    return number * number;
  }

  @Accumulate
  long sum(long sum, long square) {
    return sum + square;
  }
}
