package dev.stageflow.benchmarks.fanout;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import java.util.List;
import java.util.stream.IntStream;

/** Runs the flow of an offer for 16 articles at once. */
final class FlowOfferer implements Offers {
  @Override
  public List<String> make(int count, Services services) throws Exception {
    OfferFlow offer = OfferFlow.of(new Offer(services));
    return Flow.<Integer>begin()
        .sequenceFrom(end -> FlowIterator.of(IntStream.range(0, end)))
        .subflow(article -> offer)
        .parallel(16)
        .unordered()
        .build()
        .collect(count);
  }
}
