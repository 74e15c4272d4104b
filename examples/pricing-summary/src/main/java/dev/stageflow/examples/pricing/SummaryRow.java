package dev.stageflow.examples.pricing;

import java.math.BigDecimal;

/**
 * A row of the answer: the line items with one return flag and one line status. Amounts of money
 * and averages are rounded half up to two decimals.
 *
 * @param returnFlag the group's return flag
 * @param lineStatus the group's line status
 * @param sumQuantity pieces
 * @param sumBasePrice prices before discount and tax
 * @param sumDiscountedPrice prices after the discount
 * @param sumCharge prices after the discount and with tax
 * @param averageQuantity pieces of an item
 * @param averagePrice price of an item before discount and tax
 * @param averageDiscount discount of an item: 0.05 is five percent
 * @param count number of items
 */
public record SummaryRow(
    char returnFlag,
    char lineStatus,
    long sumQuantity,
    BigDecimal sumBasePrice,
    BigDecimal sumDiscountedPrice,
    BigDecimal sumCharge,
    BigDecimal averageQuantity,
    BigDecimal averagePrice,
    BigDecimal averageDiscount,
    long count) {}
