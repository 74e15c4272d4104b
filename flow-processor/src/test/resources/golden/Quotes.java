package shop;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The prices of an order's articles, from a shop that fails now and then. */
public class Quotes {
  final List<String> rejected = new ArrayList<>();
  private int calls;

  @Retry(times = 2, backoffMillis = 0, on = IOException.class)
  @Sequence
  Iterable<String> articles(String order) throws IOException {
    if (calls++ == 0) {
      throw new IOException("try again");
    }
    if (order.isEmpty()) {
      throw new FileNotFoundException("no order");
    }
    return List.of(order.split(" "));
  }

  @Recover("articles")
  List<String> none(String order, FileNotFoundException failure) {
    return List.of();
  }

  @Function
  int price(String article) {
    return Integer.parseInt(article);
  }

  @Recover("price")
  Integer reject(String article, NumberFormatException failure, @Upstream("input") String order) {
    rejected.add(article + " of " + order);
    return null;
  }
}
