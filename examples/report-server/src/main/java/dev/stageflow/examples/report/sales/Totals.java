package dev.stageflow.examples.report.sales;

import java.math.BigDecimal;

/**
 * What a group of orders adds up to.
 *
 * @param orders number of orders
 * @param price the sum of their prices
 */
public record Totals(long orders, BigDecimal price) {

  /** Makes the totals of no orders. */
  public Totals() {
    this(0, BigDecimal.ZERO);
  }

  /** Returns these totals and one more order. */
  Totals plus(Order order) {
    return new Totals(orders + 1, price.add(order.price()));
  }

  /** Returns the totals of both groups. */
  Totals plus(Totals other) {
    return new Totals(orders + other.orders, price.add(other.price));
  }
}
