package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Totals on three levels of rows that are read by their numbers, as from a database. */
@FlowDefinition(durable = true)
class StoredTotals {
  /**
   * What is bought at once.
   *
   * @param id its number
   * @param percentOff the discount on each line, from 0 to 100
   */
  record Order(long id, int percentOff) {}

  /**
   * One product of an order.
   *
   * @param order the order's number
   * @param product what is bought
   * @param cents what it costs
   */
  record Line(long order, String product, long cents) {}

  @Context
  @Sequence
  List<Integer> customers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Context
  @Sequence
  List<Order> orders(int customer) {
    return LongStream.range(0, 10).mapToObj(i -> new Order(customer * 10L + i, (int) i)).toList();
  }

  @Context
  @Sequence
  List<Line> lines(Order order) {
    return LongStream.range(0, 10)
        .mapToObj(i -> new Line(order.id(), "product " + i, 100 * i))
        .toList();
  }

  @Function
  long price(Line line, @Upstream Order order) {
    return line.cents() * (100 - order.percentOff()) / 100;
  }

  @Accumulate
  long orderTotal(long total, long price) {
    return total + price;
  }

  @Accumulate
  long customerTotal(long total, long orderTotal) {
    return total + orderTotal;
  }

  @Accumulate
  long total(long total, long customerTotal) {
    return total + customerTotal;
  }
}
