package dev.stageflow.examples.pricing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** TPC-H query 1 as loops written by hand: what {@link PricingSummary} is measured against. */
final class PricingSummaryByHand {
  private final LocalDate lastDay;

  PricingSummaryByHand(LocalDate lastDay) {
    this.lastDay = lastDay;
  }

  List<SummaryRow> run(List<LineItem> table) {
    PricingGroups groups = new PricingGroups();
    for (LineItem item : table) {
      if (!item.shipDate().isAfter(lastDay)) {
        groups.add(item);
      }
    }
    List<SummaryRow> rows = new ArrayList<>();
    for (PricingTotals totals : groups.sorted()) {
      rows.add(totals.row());
    }
    return rows;
  }
}
