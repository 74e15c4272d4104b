package dev.stageflow.benchmarks.fanout;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** The offers as flows that are built at run time. */
final class BuiltOfferer implements Offers {
  private static final FlowKey<Integer> ARTICLE = FlowKey.of("article", Integer.class);
  private static final FlowKey<Integer> PRICE = FlowKey.of("price", Integer.class);
  private static final FlowKey<Integer> STOCK = FlowKey.of("stock", Integer.class);

  private record Priced(String maker, int article, int price) {}

  @Override
  public List<String> make(int count, Services services) throws Exception {
    Duration limit = Duration.ofSeconds(2);
    RetryPolicy again = RetryPolicy.of(1).withBackoff(Duration.ofMillis(2)).on(Busy.class);
    Flow<Integer, String> offer =
        Flow.begin(ARTICLE)
            .forkAsync(services::price)
            .named(PRICE)
            .timeout(limit)
            .retry(again)
            .forkAsync(services::stock)
            .named(STOCK)
            .timeout(limit)
            .retry(again)
            .functionAsync(services::maker)
            .timeout(limit)
            .retry(again)
            .recover(TimeoutException.class, (article, failure) -> "unknown")
            .function(ARTICLE, PRICE, Priced::new)
            .function(STOCK, (it, stock) -> Services.offer(it.article, it.price, stock, it.maker))
            .build();
    return Flow.<Integer>begin()
        .sequenceFrom(end -> FlowIterator.of(IntStream.range(0, end)))
        .subflow(article -> offer)
        .parallel(16)
        .unordered()
        .build()
        .collect(count);
  }
}
