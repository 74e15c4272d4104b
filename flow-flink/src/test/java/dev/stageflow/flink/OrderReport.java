package dev.stageflow.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A line for each open order of a customer. A service prices its items, four at a time. */
public class OrderReport {
  public record Item(String name, int quantity) {}

  public record Order(String number, boolean paid, List<Item> items) {}

  public record Customer(String name, List<Order> orders) {}

  public record Line(String customer, String order, long cents) {}

  private final PriceService prices = PriceService.connect();

  @Sequence
  List<Order> orders(Customer customer) {
    return customer.orders();
  }

  @Filter
  boolean open(Order order) {
    return !order.paid();
  }

  @Context
  @Sequence
  List<Item> items(Order order) {
    return order.items();
  }

  @Parallel(4)
  @Function
  CompletableFuture<Long> price(Item item) {
    return prices.centsFor(item.name(), item.quantity());
  }

  @Accumulate
  long sum(long sum, long price) {
    return sum + price;
  }

  @Function
  Line line(long sum, @Upstream Order order, @Upstream Customer customer) {
    return new Line(customer.name(), order.number(), sum);
  }
}
