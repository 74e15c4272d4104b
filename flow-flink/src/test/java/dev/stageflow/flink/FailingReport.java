package dev.stageflow.flink;

import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;

/** Has no price for order 21. */
class FailingReport {
  @Sequence
  List<Long> orders(Long customer) {
    return List.of(customer * 10, customer * 10 + 1);
  }

  @Function
  Long price(long order) {
    if (order == 21) {
      throw new IllegalStateException("no price");
    }
    return order;
  }
}
