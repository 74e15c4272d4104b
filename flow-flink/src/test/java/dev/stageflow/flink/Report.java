package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.stream.IntStream;

/** The sum of each of a customer's three orders: a definition that knows nothing of Flink. */
class Report {
  @Sequence
  List<Long> orders(Long customer) {
    return List.of(customer * 10, customer * 10 + 1, customer * 10 + 2);
  }

  @Context
  @Sequence
  IntStream items(long order) {
    return IntStream.rangeClosed(1, 4);
  }

  @Function
  long price(int item, @Upstream("orders") long order) {
    return item * (order % 7 + 1);
  }

  @Accumulate
  long sum(long sum, long price) {
    return sum + price;
  }
}
