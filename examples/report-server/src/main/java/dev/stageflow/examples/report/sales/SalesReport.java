package dev.stageflow.examples.report.sales;

import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.examples.report.html.HtmlStream;
import dev.stageflow.jdbc.QueryIterator;
import java.util.stream.Stream;

/**
 * The sales report, written to the page that is the flow's input: regions, their nations, the
 * nations' customers, the customers' orders, and on each level what the orders add up to.
 *
 * <p>Each query runs on a worker thread, and the flow pauses until rows are there. A stage that
 * writes pauses the flow while the browser takes no more.
 */
public final class SalesReport {
  private final SalesQueries sales;

  /** Makes the report; one object serves all pages. */
  public SalesReport(SalesQueries sales) {
    this.sales = sales;
  }

  @Tunnel
  @Sequence
  Stream<Region> regions(HtmlStream page) {
    return sales.regions();
  }

  @Context(onClose = "closeRegion")
  @Function
  Region openRegion(Region region, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.openRegion(region));
    return region;
  }

  @Tunnel
  @Sequence
  QueryIterator<Nation> nations(Region region) {
    return sales.nations(region);
  }

  @Context(onClose = "closeNation")
  @Function
  Nation openNation(Nation nation, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.openNation(nation));
    return nation;
  }

  @Tunnel
  @Sequence
  QueryIterator<Customer> customers(Nation nation) {
    return sales.customers(nation);
  }

  @Context(onClose = "closeCustomer")
  @Function
  Customer openCustomer(Customer customer, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.openCustomer(customer));
    return customer;
  }

  @Tunnel
  @Sequence
  QueryIterator<Order> orders(Customer customer) {
    return sales.orders(customer);
  }

  @Function
  Order writeOrder(Order order, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.order(order));
    return order;
  }

  @Accumulate
  Totals sumOfCustomer(Totals sum, Order order) {
    return sum.plus(order);
  }

  @Function
  Totals writeSumOfCustomer(Totals sum, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.sumOfCustomer(sum));
    return sum;
  }

  void closeCustomer(@Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.CLOSE_CUSTOMER);
  }

  @Accumulate
  Totals sumOfNation(Totals sum, Totals ofCustomer) {
    return sum.plus(ofCustomer);
  }

  @Function
  Totals writeSumOfNation(Totals sum, @Upstream Nation nation, @Upstream HtmlStream page)
      throws PauseFlow {
    page.write(SalesHtml.sumOfNation(nation, sum));
    return sum;
  }

  void closeNation(@Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.CLOSE_NATION);
  }

  @Accumulate
  Totals sumOfRegion(Totals sum, Totals ofNation) {
    return sum.plus(ofNation);
  }

  @Function
  Totals writeSumOfRegion(Totals sum, @Upstream Region region, @Upstream HtmlStream page)
      throws PauseFlow {
    page.write(SalesHtml.sumOfRegion(region, sum));
    return sum;
  }

  void closeRegion(@Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.CLOSE_REGION);
  }

  @Accumulate
  Totals sumOfWorld(Totals sum, Totals ofRegion) {
    return sum.plus(ofRegion);
  }

  @Function
  void writeSumOfWorld(Totals sum, @Upstream HtmlStream page) throws PauseFlow {
    page.write(SalesHtml.sumOfWorld(sum));
  }
}
