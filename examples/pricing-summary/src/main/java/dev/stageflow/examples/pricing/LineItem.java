package dev.stageflow.examples.pricing;

import java.time.LocalDate;

/**
 * A line of an order, with the columns that query 1 reads.
 *
 * <p>All amounts are whole numbers, so that sums of them are exact, and as narrow as their range
 * allows: at scale 1 six million of these are in memory.
 *
 * @param returnFlag {@code R} returned, {@code A} accepted, {@code N} not yet known
 * @param lineStatus {@code O} open, {@code F} fulfilled
 * @param quantity pieces, 1 to 50
 * @param priceCents price of all pieces, in cents, before discount and tax
 * @param discountPercent 0 to 10
 * @param taxPercent 0 to 8
 * @param shipDate the day on which the line was, or will be, shipped
 */
public record LineItem(
    char returnFlag,
    char lineStatus,
    byte quantity,
    long priceCents,
    byte discountPercent,
    byte taxPercent,
    LocalDate shipDate) {

  /** Returns the price after the discount, in hundredths of a cent. */
  public long discountedPrice() {
    return priceCents * (100 - discountPercent);
  }

  /** Returns the price after the discount and with tax, in ten-thousandths of a cent. */
  public long charge() {
    return discountedPrice() * (100 + taxPercent);
  }
}
