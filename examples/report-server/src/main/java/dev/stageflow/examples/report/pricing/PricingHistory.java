package dev.stageflow.examples.report.pricing;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.examples.pricing.LineItem;
import dev.stageflow.examples.pricing.PricingGroups;
import dev.stageflow.examples.pricing.PricingTotals;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Layout;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * TPC-H query 1 as of the end of every month: what had been billed, shipped and returned by then,
 * as a chart, and as a table with a group of rows for each month.
 *
 * <p>A table of line items in, the pieces of a document out. All of it is computation, of which the
 * event loop is given back after every slice of time.
 */
public final class PricingHistory {
  /** The first and the last month in which TPC-H's items are shipped. */
  private static final LocalDate FIRST_MONTH = LocalDate.of(1992, 1, 1);

  private static final LocalDate LAST_MONTH = LocalDate.of(1998, 12, 1);

  @Context(onOpen = "head", onFlush = "chart", onClose = "tail")
  @Sequence
  Stream<LocalDate> monthEnds(List<LineItem> table) {
    return Stream.iterate(
            FIRST_MONTH, month -> !month.isAfter(LAST_MONTH), month -> month.plusMonths(1))
        .map(month -> month.plusMonths(1).minusDays(1));
  }

  @Context
  @Sequence
  List<LineItem> lineItems(LocalDate day, @Upstream("input") List<LineItem> table) {
    return table;
  }

  @Filter
  boolean shipped(LineItem item, @Upstream LocalDate day) {
    return !item.shipDate().isAfter(day);
  }

  @Accumulate
  void group(PricingGroups groups, LineItem item) {
    groups.add(item);
  }

  @Function
  Month month(PricingGroups groups, @Upstream LocalDate day) {
    return new Month(day, groups.sorted().stream().map(PricingTotals::row).toList());
  }

  @Accumulate
  void months(List<Month> months, Month month) {
    months.add(month);
  }

  @Context(onOpen = "openTable", onClose = "closeTable")
  @Sequence
  List<Month> monthsOfTable(List<Month> months) {
    return months;
  }

  @Function
  Html rows(Month month) {
    return PricingHtml.rows(month);
  }

  @Output
  Html head() {
    return Layout.head("Pricing history");
  }

  @Output
  Html chart(@Upstream("months") List<Month> months) {
    return PricingChart.of(months);
  }

  @Output
  Html openTable() {
    return PricingHtml.OPEN_TABLE;
  }

  @Output
  Html closeTable() {
    return PricingHtml.CLOSE_TABLE;
  }

  @Output
  Html tail() {
    return Layout.tail();
  }
}
