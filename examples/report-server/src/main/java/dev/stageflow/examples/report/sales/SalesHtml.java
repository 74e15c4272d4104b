package dev.stageflow.examples.report.sales;

import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Numbers;

/** The pieces of HTML that a sales report is made of; each table is a cell of the one around it. */
final class SalesHtml {
  static final Html CLOSE_CUSTOMER = new Html("</table></td></tr>\n");
  static final Html CLOSE_NATION = new Html("</table></td></tr>\n");
  static final Html CLOSE_REGION = new Html("</table>\n</section>\n");

  private SalesHtml() {}

  static Html openRegion(Region region) {
    return Html.of(
        """
        <section>
        <h2>%s</h2>
        <table class="nations">
        <thead><tr><th scope="col">Nation</th><th scope="col">Customers</th></tr></thead>
        <tbody>
        """,
        region.name());
  }

  static Html openNation(Nation nation) {
    return Html.of(
        """
        <tr><th scope="row">%s</th><td><table class="customers">
        <thead><tr><th scope="col">Customer</th><th scope="col">Orders</th></tr></thead>
        <tbody>
        """,
        nation.name());
  }

  static Html openCustomer(Customer customer) {
    return Html.of(
        """
        <tr><th scope="row">%s<small>%s</small></th><td><table class="orders"><tbody>
        """,
        customer.name(), customer.segment());
  }

  static Html order(Order order) {
    return Html.of(
        """
        <tr><td>%s</td><td>%s</td><td>%s</td><td class="number">%s</td></tr>
        """,
        order.key(), order.date(), order.status(), Numbers.amount(order.price()));
  }

  static Html sumOfCustomer(Totals sum) {
    return Html.of(
        """
        </tbody><tfoot><tr><th colspan="3" scope="row">%s</th><td class="number">%s</td></tr></tfoot>
        """,
        Numbers.count(sum.orders(), "order"), Numbers.amount(sum.price()));
  }

  static Html sumOfNation(Nation nation, Totals sum) {
    return footer(nation.name(), sum);
  }

  static Html sumOfRegion(Region region, Totals sum) {
    return footer(region.name(), sum);
  }

  static Html sumOfWorld(Totals sum) {
    return Html.of(
        """
        <p class="total">All regions: %s, <strong class="number">%s</strong></p>
        """,
        Numbers.count(sum.orders(), "order"), Numbers.amount(sum.price()));
  }

  private static Html footer(String place, Totals sum) {
    return Html.of(
        """
        </tbody><tfoot><tr><th scope="row">%s</th><td class="number">%s: %s</td></tr></tfoot>
        """,
        place, Numbers.count(sum.orders(), "order"), Numbers.amount(sum.price()));
  }
}
