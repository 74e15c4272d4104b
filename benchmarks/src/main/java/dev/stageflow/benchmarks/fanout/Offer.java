package dev.stageflow.benchmarks.fanout;

import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Timeout;
import dev.stageflow.annotation.Upstream;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * The offer of one article as a flow: price and stock are asked for while it waits for the maker.
 */
record Offer(Services services) {
  @Fork
  @Timeout(millis = 2_000)
  @Retry(times = 1, backoffMillis = 2, on = Busy.class)
  @Function
  CompletionStage<Integer> price(int article) {
    return services.price(article);
  }

  @Fork
  @Timeout(millis = 2_000)
  @Retry(times = 1, backoffMillis = 2, on = Busy.class)
  @Function
  CompletionStage<Integer> stock(int article) {
    return services.stock(article);
  }

  @Timeout(millis = 2_000)
  @Retry(times = 1, backoffMillis = 2, on = Busy.class)
  @Function
  CompletionStage<String> maker(int article) {
    return services.maker(article);
  }

  @Recover("maker")
  String unknown(int article, TimeoutException failure) {
    return "unknown";
  }

  @Function
  String offer(
      String maker,
      @Upstream("input") int article,
      @Upstream("price") int price,
      @Upstream("stock") int stock) {
    return Services.offer(article, price, stock, maker);
  }
}
