package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import java.util.concurrent.CompletableFuture;

/** Asks a service for each number, sixteen at once, and computes a checksum of the answers. */
class Quotes {
  private final Service service;

  Quotes(Service service) {
    this.service = service;
  }

  @Sequence
  int[] numbers(int[] numbers) {
    return numbers;
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

  /** Answers now or later. */
  interface Service {
    CompletableFuture<Integer> ask(int number);
  }
}
