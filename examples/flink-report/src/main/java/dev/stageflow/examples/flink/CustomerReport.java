package dev.stageflow.examples.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * A customer's orders and their items, each priced by a service, with a sum for each order and one
 * for the customer.
 */
public final class CustomerReport {
  @Context(onOpen = "heading")
  @Sequence
  List<Order> orders(Customer customer) {
    return Shop.orders(customer);
  }

  @Context
  @Sequence
  List<Item> items(Order order) {
    return order.items();
  }

  @Parallel(4)
  @Function
  CompletableFuture<Long> price(Item item) {
    return Shop.price(item);
  }

  @Output
  @Function
  Line itemLine(long cents, @Upstream Item item, @Upstream Customer customer) {
    return line(customer, "    " + item.quantity() + " x " + item.article(), cents);
  }

  @Accumulate
  long ofOrder(long sum, Line item, @Upstream("price") long cents) {
    return sum + cents;
  }

  @Output
  @Function
  Line orderLine(long sum, @Upstream Order order, @Upstream Customer customer) {
    return line(customer, "  order " + order.number(), sum);
  }

  @Accumulate
  long ofCustomer(long sum, Line order, @Upstream("ofOrder") long cents) {
    return sum + cents;
  }

  @Function
  Line customerLine(long sum, @Upstream Customer customer) {
    return line(customer, "all orders", sum);
  }

  @Output
  Line heading(@Upstream Customer customer) {
    return new Line(customer.number(), "customer " + customer.number() + ", " + customer.name());
  }

  private static Line line(Customer customer, String what, long cents) {
    return new Line(
        customer.number(),
        String.format(Locale.ROOT, "%-24s %,10d.%02d", what, cents / 100, cents % 100));
  }
}
