package dev.stageflow.benchmarks.flink;

import dev.stageflow.benchmarks.Rounds;
import dev.stageflow.flink.FlowOperator;
import dev.stageflow.flink.FlowOperators;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;

/** A job whose elements wait for an answer each: by Flink's async I/O, or by a flow. */
final class AskingJob {
  private static final int CAPACITY = 100;

  private AskingJob() {}

  static void compare(Jobs jobs, int items, long baskets, Ratios rounds) throws Exception {
    FlowOperator<Basket, Long> flow =
        FlowOperators.of(AskedBasketTaxFlow::create).returning(Long.class).capacity(CAPACITY);
    rounds.compare(
        "whole job, asking, ordered, " + items + " items an element",
        baskets,
        new Rounds.Variant(
            "AsyncDataStream",
            () ->
                jobs.run(
                    baskets,
                    items,
                    source ->
                        AsyncDataStream.orderedWait(
                            source, new ByHand(), 1, TimeUnit.MINUTES, CAPACITY))),
        new Rounds.Variant(
            "flow.ordered()",
            () -> jobs.run(baskets, items, source -> flow.ordered().applyTo(source))));
    rounds.compare(
        "whole job, asking, unordered, " + items + " items an element",
        baskets,
        new Rounds.Variant(
            "AsyncDataStream",
            () ->
                jobs.run(
                    baskets,
                    items,
                    source ->
                        AsyncDataStream.unorderedWait(
                            source, new ByHand(), 1, TimeUnit.MINUTES, CAPACITY))),
        new Rounds.Variant(
            "flow.unordered()",
            () -> jobs.run(baskets, items, source -> flow.unordered().applyTo(source))));
  }

  private static final class ByHand implements AsyncFunction<Basket, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void asyncInvoke(Basket order, ResultFuture<Long> result) {
      CompletableFuture<Void> unused =
          Answers.later(order).thenAccept(basket -> result.complete(List.of(basket.tax())));
    }
  }
}
