package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The total of each order of a day, in a run that may be saved and go on later. */
@FlowDefinition(durable = true)
public class Ledger {
  record Order(int number, List<Item> items) {}

  record Item(String product, long cents) {}

  @Tunnel
  @Sequence(resume = "ordersAfter")
  Stream<Order> orders(LocalDate day) {
    return numbered(1);
  }

  Stream<Order> ordersAfter(LocalDate day, Order last) {
    return numbered(last.number() + 1);
  }

  private static Stream<Order> numbered(int first) {
    return IntStream.rangeClosed(first, 3)
        .mapToObj(number -> new Order(number, List.of(new Item("tea", 5), new Item("jam", number))));
  }

  @Context(onOpen = "heading")
  @Sequence
  List<Item> items(Order order) {
    return order.items();
  }

  @Output
  String heading(@Upstream Order order, @Upstream LocalDate day) {
    return "order " + order.number() + " of " + day;
  }

  @Accumulate(finish = "total")
  long add(long sum, Item item) {
    return sum + item.cents();
  }

  String total(long sum) {
    return "total " + sum;
  }
}
