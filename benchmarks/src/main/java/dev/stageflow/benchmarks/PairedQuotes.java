package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import java.util.concurrent.CompletableFuture;

/** The same, for numbers that come in pairs: the window spans the inner sequences. */
class PairedQuotes {
  private final Quotes.Service service;

  PairedQuotes(Quotes.Service service) {
    this.service = service;
  }

  @Sequence
  int[][] pairs(int[][] pairs) {
    return pairs;
  }

  @Sequence
  int[] numbers(int[] pair) {
    return pair;
  }

  @Parallel(16)
  @Function
  CompletableFuture<Integer> ask(int number) {
    return service.ask(number);
  }

  @Accumulate
  long checksum(long checksum, int answer) {
    return 31 * checksum + answer;
  }
}
