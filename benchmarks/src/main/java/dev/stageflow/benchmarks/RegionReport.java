package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.benchmarks.Region.Customer;
import dev.stageflow.benchmarks.Region.Line;
import dev.stageflow.benchmarks.Region.Order;
import java.util.List;

/** Totals on three levels: of each order, of each customer, of the region. */
class RegionReport {

  @Context
  @Sequence
  List<Customer> customers(Region region) {
    return region.customers();
  }

  @Context
  @Sequence
  List<Order> orders(Customer customer) {
    return customer.orders();
  }

  @Context
  @Sequence
  List<Line> lines(Order order) {
    return order.lines();
  }

  @Function
  long price(Line line, @Upstream Order order) {
    return line.quantity() * line.cents() * (100 - order.percentOff()) / 100;
  }

  @Accumulate
  long orderTotal(long total, long price) {
    return total + price;
  }

  @Accumulate
  void customerTotal(Revenue total, long orderTotal) {
    total.add(orderTotal);
  }

  @Function
  long payable(Revenue total, @Upstream Customer customer) {
    return total.cents() * (100 - customer.rebatePercent()) / 100;
  }

  @Accumulate
  long regionTotal(long total, long payable) {
    return total + payable;
  }
}
