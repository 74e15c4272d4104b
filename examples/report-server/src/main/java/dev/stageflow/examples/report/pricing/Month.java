package dev.stageflow.examples.report.pricing;

import dev.stageflow.examples.pricing.SummaryRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What had been shipped by the end of a month.
 *
 * @param end the month's last day
 * @param groups the items' groups, sorted by return flag, then status; at least one
 */
record Month(LocalDate end, List<SummaryRow> groups) {

  /** Returns what had been charged for the items of a return flag. */
  double charge(char returnFlag) {
    return groups.stream()
        .filter(group -> group.returnFlag() == returnFlag)
        .map(SummaryRow::sumCharge)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .doubleValue();
  }
}
