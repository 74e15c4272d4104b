package dev.stageflow.benchmarks;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A sequence of signals, each of which is waited for. */
class Waiting {

  @Sequence
  List<CompletableFuture<Long>> signals(List<CompletableFuture<Long>> signals) {
    return signals;
  }

  @Function
  long value(CompletableFuture<Long> signal) throws PauseFlow {
    if (!signal.isDone()) {
      throw PauseFlow.until(signal);
    }
    return signal.join();
  }

  @Accumulate
  long sum(long sum, long value) {
    return sum + value;
  }
}
