package shop;

import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An offer for each article, of two answers that are asked for at once. */
public class Offers {

  @Sequence
  List<String> articles(String order) {
    return List.of(order.split(" "));
  }

  @Fork
  @Function
  CompletionStage<Integer> price(String article) {
    return CompletableFuture.completedFuture(article.length() * 100);
  }

  @Fork
  @Function
  CompletionStage<Long> stock(String article) {
    return CompletableFuture.completedFuture((long) article.length());
  }

  @Filter
  boolean sold(String article) {
    return !article.equals("glue");
  }

  @Function
  String line(String article, @Upstream("price") int price, @Upstream("stock") long stock) {
    return article + " " + price + " x" + stock;
  }
}
