package dev.stageflow.examples.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Running totals of the line items of one group: those with the same return flag and status. */
public final class PricingTotals {
  private final char returnFlag;
  private final char lineStatus;

  private long count;
  private long quantity;
  private long priceCents;
  private long discountedPrice;
  private long charge;
  private long discountPercent;

  PricingTotals(char returnFlag, char lineStatus) {
    this.returnFlag = returnFlag;
    this.lineStatus = lineStatus;
  }

  /**
   * Adds an item of this group.
   *
   * @throws ArithmeticException if the charges no longer fit into a {@code long}: no other sum can
   *     overflow before this one
   */
  void add(LineItem item) {
    count++;
    quantity += item.quantity();
    priceCents += item.priceCents();
    discountedPrice += item.discountedPrice();
    charge = Math.addExact(charge, item.charge());
    discountPercent += item.discountPercent();
  }

  /** Returns whether no item has been added. */
  boolean isEmpty() {
    return count == 0;
  }

  /** Returns the group's row in the answer; the group has at least one item. */
  public SummaryRow row() {
    return new SummaryRow(
        returnFlag,
        lineStatus,
        quantity,
        sum(priceCents, 2),
        sum(discountedPrice, 4),
        sum(charge, 6),
        average(quantity, 0),
        average(priceCents, 2),
        average(discountPercent, 2),
        count);
  }

  private static BigDecimal sum(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale).setScale(2, RoundingMode.HALF_UP);
  }

  private BigDecimal average(long unscaled, int scale) {
    return BigDecimal.valueOf(unscaled, scale)
        .divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
  }
}
