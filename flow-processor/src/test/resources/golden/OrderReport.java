package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.ArrayList;
import java.util.List;

/** A table for each open order of a customer. */
public class OrderReport {
  record Customer(String name, List<Order> orders) {}

  record Order(int number, boolean isOpen, List<Item> items) {}

  record Item(String product, int cents) {}

  record Line(String text) {}

  record Html(String text) {}

  static final class Table {
    final List<String> rows = new ArrayList<>();
  }

  final List<Integer> closed = new ArrayList<>();

  @Sequence
  Iterable<Order> orders(Customer customer) {
    return customer.orders();
  }

  @Filter
  boolean open(Order order) {
    return order.isOpen();
  }

  @Context(onClose = "closeOrder")
  @Sequence
  List<Item> items(Order order) {
    return order.items();
  }

  @Function
  Line price(Item item, @Upstream Customer customer) {
    return new Line(item.product() + " for " + customer.name() + ": " + item.cents());
  }

  @Accumulate(start = "emptyTable", finish = "render")
  Table add(Table table, Line line) {
    table.rows.add(line.text());
    return table;
  }

  Table emptyTable() {
    return new Table();
  }

  Html render(Table table) {
    return new Html(String.join(", ", table.rows));
  }

  void closeOrder(@Upstream Order order) {
    closed.add(order.number());
  }
}
