package dev.stageflow.examples.flink;

import io.trino.tpch.LineItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * What line items of one group add up to. Whole numbers, so that it does not matter in which order
 * and in how many parts they are added.
 *
 * @param group return flag and line status, a letter each
 * @param count how many items
 * @param quantity pieces
 * @param price before discount and tax, in cents
 * @param discounted after the discount, in hundredths of a cent
 * @param charge after the discount and with tax, in ten-thousandths of a cent
 * @param discountPercent the discounts' percentages
 */
public record Totals(
    String group,
    long count,
    long quantity,
    long price,
    long discounted,
    long charge,
    long discountPercent) {

  /** Returns the totals of one item. */
  static Totals of(LineItem item) {
    long price = item.getExtendedPriceInCents();
    long discounted = price * (100 - item.getDiscountPercent());
    return new Totals(
        item.getReturnFlag() + item.getStatus(),
        1,
        item.getQuantity(),
        price,
        discounted,
        discounted * (100 + item.getTaxPercent()),
        item.getDiscountPercent());
  }

  /**
   * Returns the totals of these items and others of their group.
   *
   * @throws ArithmeticException if the charges do not fit into a {@code long}: no other sum can
   *     overflow before this one
   */
  Totals plus(Totals more) {
    return new Totals(
        group,
        count + more.count,
        quantity + more.quantity,
        price + more.price,
        discounted + more.discounted,
        Math.addExact(charge, more.charge),
        discountPercent + more.discountPercent);
  }

  /** Returns the group's row of the answer: four sums, three averages, and how many items. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%s  %s %,14d %,20.2f %,20.2f %,20.2f %8.2f %12.2f %6.2f %,12d",
        group.charAt(0),
        group.charAt(1),
        quantity,
        BigDecimal.valueOf(price, 2),
        BigDecimal.valueOf(discounted, 4),
        BigDecimal.valueOf(charge, 6),
        average(quantity, 0),
        average(price, 2),
        average(discountPercent, 2),
        count);
  }

  private BigDecimal average(long sum, int scale) {
    return BigDecimal.valueOf(sum, scale)
        .divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
  }
}
