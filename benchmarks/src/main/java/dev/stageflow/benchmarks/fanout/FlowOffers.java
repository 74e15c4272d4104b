package dev.stageflow.benchmarks.fanout;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import java.util.stream.IntStream;

/** The offers of all articles as a flow. */
record FlowOffers(Flow<Integer, String> offer) {
  @Sequence
  IntStream articles(int count) {
    return IntStream.range(0, count);
  }

  @Parallel(value = 16, ordered = false)
  @Subflow
  Flow<Integer, String> offer(int article) {
    return offer;
  }
}
