package dev.stageflow.benchmarks.fanout;

import java.util.List;

/** Runs the flow. */
final class FlowOfferer implements Offers {
  @Override
  public List<String> make(int count, Services services) throws Exception {
    return FlowOffersFlow.of(new FlowOffers(OfferFlow.of(new Offer(services)))).collect(count);
  }
}
