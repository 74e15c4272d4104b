package dev.stageflow.examples.report.pricing;

import dev.stageflow.examples.pricing.PricingTotals;
import dev.stageflow.examples.pricing.SummaryRow;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Numbers;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The pieces of HTML that a pricing history is made of: one table, a body for each month. */
public final class PricingHtml {
  /** What comes before the first month. */
  public static final Html OPEN =
      new Html(
          """
          <table class="pricing">
          <thead><tr>
          <th scope="col">Shipped by</th><th scope="col">Flag</th><th scope="col">Status</th>
          <th scope="col">Quantity</th><th scope="col">Base price</th>
          <th scope="col">Discounted</th><th scope="col">Charge</th>
          <th scope="col">Avg. quantity</th><th scope="col">Avg. price</th>
          <th scope="col">Avg. discount</th><th scope="col">Items</th>
          </tr></thead>
          """);

  /** What comes after the last month. */
  public static final Html CLOSE = new Html("</table>\n");

  private PricingHtml() {}

  /** Returns the rows of one month; there is at least one group. */
  static Html month(LocalDate day, List<PricingTotals> groups) {
    Html header = Html.of("<th scope=\"rowgroup\" rowspan=\"%s\">%s</th>", groups.size(), day);
    String rows =
        groups.stream()
            .map(group -> row(group.row()).markup())
            .collect(Collectors.joining("</tr>\n<tr>"));
    return Html.of("<tbody><tr>%s%s</tr></tbody>\n", header, new Html(rows));
  }

  private static Html row(SummaryRow row) {
    return Html.of(
        "<td>%s</td><td>%s</td>" + "<td class=\"number\">%s</td>".repeat(8),
        row.returnFlag(),
        row.lineStatus(),
        Numbers.whole(row.sumQuantity()),
        Numbers.amount(row.sumBasePrice()),
        Numbers.amount(row.sumDiscountedPrice()),
        Numbers.amount(row.sumCharge()),
        Numbers.amount(row.averageQuantity()),
        Numbers.amount(row.averagePrice()),
        Numbers.amount(row.averageDiscount()),
        Numbers.whole(row.count()));
  }
}
