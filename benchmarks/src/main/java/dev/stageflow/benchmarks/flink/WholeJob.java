package dev.stageflow.benchmarks.flink;

import dev.stageflow.benchmarks.Rounds;
import dev.stageflow.flink.FlowOperators;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A job whose elements are computed with: by a function written by hand, or by a flow. */
final class WholeJob {
  private WholeJob() {}

  static void compare(Jobs jobs, int items, long baskets, Ratios rounds) throws Exception {
    rounds.compare(
        "whole job, computing, " + items + " items an element",
        baskets,
        new Rounds.Variant(
            "FlatMapFunction",
            () -> jobs.run(baskets, items, source -> source.flatMap(new ByHand()))),
        new Rounds.Variant(
            "flow.blocking()",
            () ->
                jobs.run(
                    baskets,
                    items,
                    source ->
                        source.flatMap(
                            FlowOperators.of(BasketTaxFlow::create)
                                .returning(Long.class)
                                .blocking()))));
  }

  private static final class ByHand implements FlatMapFunction<Basket, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Basket basket, Collector<Long> out) {
      out.collect(basket.tax());
    }
  }
}
