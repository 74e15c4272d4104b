package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Reads on one worker thread, asks a service, and saves on another: the flow waits for each. */
public class Prices {
  public record Order(String articles, int quantity) {}

  @Tunnel
  @Sequence
  Stream<String> articles(Order order) {
    return new BufferedReader(new StringReader(order.articles())).lines();
  }

  @Function
  CompletionStage<Integer> price(String article) {
    return CompletableFuture.supplyAsync(article::length);
  }

  @Tunnel
  @Function
  long save(int price, @Upstream Order order) throws IOException {
    return (long) price * order.quantity();
  }

  @Accumulate
  long sum(long sum, long price) {
    return sum + price;
  }
}
