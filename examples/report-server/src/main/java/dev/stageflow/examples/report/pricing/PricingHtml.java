package dev.stageflow.examples.report.pricing;

import dev.stageflow.examples.pricing.SummaryRow;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Numbers;
import java.util.stream.Collectors;

/** The table of a pricing history, with a body for each month. */
final class PricingHtml {
  static final Html OPEN_TABLE =
      new Html(
          """
          <div class="scroll" role="region" aria-label="Groups of each month" tabindex="0">
          <table class="pricing">
          <thead><tr>
          <th scope="col">Shipped by</th><th scope="col">Flag</th><th scope="col">Status</th>
          <th scope="col">Quantity</th><th scope="col">Base price</th>
          <th scope="col">Discounted</th><th scope="col">Charge</th>
          <th scope="col">Avg. quantity</th><th scope="col">Avg. price</th>
          <th scope="col">Avg. discount</th><th scope="col">Items</th>
          </tr></thead>
          """);

  static final Html CLOSE_TABLE = new Html("</table>\n</div>\n");

  private PricingHtml() {}

  /** Returns the rows of one month. */
  static Html rows(Month month) {
    Html header =
        Html.of(
            "<th scope=\"rowgroup\" rowspan=\"%s\">%s</th>", month.groups().size(), month.end());
    String rows =
        month.groups().stream()
            .map(group -> row(group).markup())
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
