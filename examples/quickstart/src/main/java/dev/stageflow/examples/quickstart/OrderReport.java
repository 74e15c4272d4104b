package dev.stageflow.examples.quickstart;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a customer still has to pay, a line for each open order. */
public class OrderReport {
  private final PriceList prices;

  /** Makes reports with prices from the given list. */
  public OrderReport(PriceList prices) {
    this.prices = prices;
  }

  @Sequence // one customer in, many orders out
  List<Order> orders(Customer customer) {
    return customer.orders();
  }

  @Filter // keep or drop
  boolean open(Order order) {
    return !order.paid();
  }

  @Context // what follows is gathered for each order on its own
  @Sequence
  List<Item> items(Order order) {
    return order.items();
  }

  @Function // the customer, two loops further up, is still in scope
  long price(Item item, @Upstream Customer customer) throws PauseFlow {
    CompletableFuture<Long> cents = prices.centsFor(item.product());
    if (!cents.isDone()) {
      throw PauseFlow.until(cents); // holds no thread; this method is called again when it is done
    }
    return cents.join() * item.quantity() * (100 - customer.discountPercent()) / 100;
  }

  @Accumulate // many prices in, one sum out
  long sum(long sum, long price) {
    return sum + price;
  }

  @Function
  String line(long sum, @Upstream Order order) {
    return order.number() + ": " + BigDecimal.valueOf(sum, 2);
  }
}
