package dev.stageflow.examples.report.sales;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.examples.report.html.Html;
import dev.stageflow.examples.report.html.Layout;
import dev.stageflow.jdbc.QueryIterator;
import java.util.stream.Stream;

/**
 * The sales report, as the pieces of its document: regions, their nations, the nations' customers,
 * the customers' orders, and on each level what the orders add up to.
 *
 * <p>Each query runs on a worker thread, and the flow pauses until rows are there. It pauses as
 * well while the browser takes no more pieces.
 */
public final class SalesReport {
  private final SalesQueries sales;

  /** Makes the report; one object serves all pages. */
  public SalesReport(SalesQueries sales) {
    this.sales = sales;
  }

  @Context(onOpen = "head", onClose = "tail")
  @Tunnel
  @Sequence
  Stream<Region> regions() {
    return sales.regions();
  }

  @Context(onOpen = "openRegion", onFlush = "regionSum", onClose = "closeRegion")
  @Tunnel
  @Sequence
  QueryIterator<Nation> nations(Region region) {
    return sales.nations(region);
  }

  @Context(onOpen = "openNation", onFlush = "nationSum", onClose = "closeNation")
  @Tunnel
  @Sequence
  QueryIterator<Customer> customers(Nation nation) {
    return sales.customers(nation);
  }

  @Context(onOpen = "openCustomer", onFlush = "customerSum", onClose = "closeCustomer")
  @Tunnel
  @Sequence
  QueryIterator<Order> orders(Customer customer) {
    return sales.orders(customer);
  }

  @Output
  @Function
  Html row(Order order) {
    return SalesHtml.order(order);
  }

  @Accumulate
  Totals ofCustomer(Totals sum, Html row, @Upstream Order order) {
    return sum.plus(order);
  }

  @Accumulate
  Totals ofNation(Totals sum, Totals customer) {
    return sum.plus(customer);
  }

  @Accumulate
  Totals ofRegion(Totals sum, Totals nation) {
    return sum.plus(nation);
  }

  @Accumulate
  Totals ofWorld(Totals sum, Totals region) {
    return sum.plus(region);
  }

  @Function
  Html worldSum(Totals sum) {
    return SalesHtml.sumOfWorld(sum);
  }

  @Output
  Html head() {
    return Layout.head("Sales report");
  }

  @Output
  Html tail() {
    return Layout.tail();
  }

  @Output
  Html openRegion(@Upstream Region region) {
    return SalesHtml.openRegion(region);
  }

  @Output
  Html regionSum(@Upstream Region region, @Upstream("ofRegion") Totals sum) {
    return SalesHtml.sumOfRegion(region, sum);
  }

  @Output
  Html closeRegion() {
    return SalesHtml.CLOSE_REGION;
  }

  @Output
  Html openNation(@Upstream Nation nation) {
    return SalesHtml.openNation(nation);
  }

  @Output
  Html nationSum(@Upstream Nation nation, @Upstream("ofNation") Totals sum) {
    return SalesHtml.sumOfNation(nation, sum);
  }

  @Output
  Html closeNation() {
    return SalesHtml.CLOSE_NATION;
  }

  @Output
  Html openCustomer(@Upstream Customer customer) {
    return SalesHtml.openCustomer(customer);
  }

  @Output
  Html customerSum(@Upstream("ofCustomer") Totals sum) {
    return SalesHtml.sumOfCustomer(sum);
  }

  @Output
  Html closeCustomer() {
    return SalesHtml.CLOSE_CUSTOMER;
  }
}
