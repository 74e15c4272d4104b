package dev.stageflow.examples.pricing;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.time.LocalDate;
import java.util.List;

/**
 * TPC-H query 1 as a flow: what was billed, shipped and returned up to a day, summed up for each
 * return flag and line status.
 *
 * <p>Line items in, one at a time, rows of the answer out, sorted by flag and status.
 */
public final class PricingSummary {
  /** The day in TPC-H's published answers: 90 days before December 1998. */
  public static final LocalDate PUBLISHED_DAY = LocalDate.of(1998, 9, 2);

  private final LocalDate lastDay;

  /** Makes the query for the items shipped up to the given day, that day included. */
  public PricingSummary(LocalDate lastDay) {
    this.lastDay = lastDay;
  }

  @Sequence
  List<LineItem> lineItems(List<LineItem> table) {
    return table;
  }

  @Filter
  boolean shipped(LineItem item) {
    return !item.shipDate().isAfter(lastDay);
  }

  @Accumulate
  void group(PricingGroups groups, LineItem item) {
    groups.add(item);
  }

  @Sequence
  List<PricingTotals> totals(PricingGroups groups) {
    return groups.sorted();
  }

  @Function
  SummaryRow row(PricingTotals totals) {
    return totals.row();
  }
}
