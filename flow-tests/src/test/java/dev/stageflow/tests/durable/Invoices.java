package dev.stageflow.tests.durable;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Lines, pages and totals of the orders in a database. */
@FlowDefinition(durable = true, output = Invoices.Row.class)
public final class Invoices {
  private static final int ORDERS_OF_A_CUSTOMER = 8;
  private static final int LINES_OF_A_PAGE = 5;

  private final DataSource database;
  private final Executor pricing;
  private final int nanosOfALine;

  /**
   * Makes a definition.
   *
   * @param pricing computes the prices
   * @param nanosOfALine how long each takes
   */
  public Invoices(DataSource database, Executor pricing, int nanosOfALine) {
    this.database = database;
    this.pricing = pricing;
    this.nanosOfALine = nanosOfALine;
  }

  /** What a customer has ordered. */
  public record Order(int customer, int id, int items) {}

  /** A row that the flow gives. */
  public sealed interface Row {}

  /** An item's price. */
  public record Line(Order order, int item, long cents) implements Row {}

  /** The lines of an order that stand on one page. */
  public record Page(int order, List<Integer> items, long cents) implements Row {}

  /** What the customer has to pay. */
  public record Total(int customer, int pages, long cents) implements Row {}

  /** What all customers have to pay. */
  public record Sum(int customers, long cents) implements Row {}

  @Tunnel
  @Sequence(resume = "customersAfter")
  QueryIterator<Integer> customers() {
    return customersAfter(0);
  }

  QueryIterator<Integer> customersAfter(Integer last) {
    return QuerySequence.on(database)
        .sql("select id from customer where id > ? order by id")
        .bind(last)
        .fetchSize(100)
        .map(row -> row.getInt(1));
  }

  @Tunnel
  @Context(onClose = "closed")
  @Sequence(resume = "ordersAfter")
  QueryIterator<Order> orders(Integer customer) {
    return ordersAfter(customer, new Order(customer, 0, 0));
  }

  QueryIterator<Order> ordersAfter(Integer customer, Order last) {
    return QuerySequence.on(database)
        .sql("select customer, id, items from orders where customer = ? and id > ? order by id")
        .bind(customer)
        .bind(last.id())
        .fetchSize(3)
        .map(row -> new Order(row.getInt(1), row.getInt(2), row.getInt(3)));
  }

  @Context
  @Sequence
  List<Integer> items(Order order) {
    return IntStream.rangeClosed(1, order.items()).boxed().toList();
  }

  @Output
  @Parallel(4)
  @Function
  CompletionStage<Line> line(Integer item, @Upstream Order order) {
    Line line = new Line(order, item, cents(order, item));
    return item % 3 == 0
        ? CompletableFuture.completedFuture(line)
        : CompletableFuture.supplyAsync(
            () -> {
              LockSupport.parkNanos(nanosOfALine);
              return line;
            },
            pricing);
  }

  private static long cents(Order order, int item) {
    return order.customer() * 10_000L + order.id() * 100L + item;
  }

  @Accumulate(flushWhen = "isFull")
  void page(List<Line> page, Line line) {
    page.add(line);
  }

  boolean isFull(List<Line> page) {
    return page.size() == LINES_OF_A_PAGE;
  }

  @Output
  @Function
  Page pageOf(List<Line> page) {
    return new Page(
        page.get(0).order().id(),
        page.stream().map(Line::item).toList(),
        page.stream().mapToLong(Line::cents).sum());
  }

  @Accumulate(start = "noPages")
  Total total(Total total, Page page) {
    return new Total(total.customer(), total.pages() + 1, total.cents() + page.cents());
  }

  Total noPages(@Upstream("customers") Integer customer) {
    return new Total(customer, 0, 0);
  }

  @Output
  @Function
  Total totalOf(Total total) {
    return total;
  }

  @Output
  Total closed(@Upstream("customers") Integer customer) {
    return new Total(customer, -1, 0);
  }

  @Accumulate(start = "noTotals")
  Sum sum(Sum sum, Total total) {
    return new Sum(sum.customers() + 1, sum.cents() + total.cents());
  }

  Sum noTotals() {
    return new Sum(0, 0);
  }

  /** Writes the orders of some customers. */
  public static void create(DataSource database, int customers) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists orders");
      statement.execute("drop table if exists customer");
      statement.execute("create table customer (id int primary key)");
      statement.execute(
          "create table orders (customer int, id int, items int, primary key (customer, id))");
      connection.setAutoCommit(false);
      try (PreparedStatement customer =
              connection.prepareStatement("insert into customer values (?)");
          PreparedStatement insert =
              connection.prepareStatement("insert into orders values (?, ?, ?)")) {
        for (int id = 1; id <= customers; id++) {
          customer.setInt(1, id);
          customer.addBatch();
          for (Order order : orders(id)) {
            insert.setInt(1, order.customer());
            insert.setInt(2, order.id());
            insert.setInt(3, order.items());
            insert.addBatch();
          }
        }
        customer.executeBatch();
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  /** Returns a customer's orders; some have none, and some orders no items. */
  private static List<Order> orders(int customer) {
    return IntStream.rangeClosed(1, customer % ORDERS_OF_A_CUSTOMER)
        .mapToObj(id -> new Order(customer, id, (customer * 7 + id * 5) % 23))
        .toList();
  }

  /** Returns the rows that the flow gives for some customers, in order. */
  public static List<Row> rows(int customers) {
    List<Row> rows = new ArrayList<>();
    Sum sum = new Sum(0, 0);
    for (int customer = 1; customer <= customers; customer++) {
      int pages = 0;
      long cents = 0;
      for (Order order : orders(customer)) {
        for (int item = 1; item <= order.items(); item++) {
          rows.add(new Line(order, item, cents(order, item)));
          if (item % LINES_OF_A_PAGE == 0 || item == order.items()) {
            int first = (item - 1) / LINES_OF_A_PAGE * LINES_OF_A_PAGE + 1;
            List<Integer> items = IntStream.rangeClosed(first, item).boxed().toList();
            long page = items.stream().mapToLong(i -> cents(order, i)).sum();
            rows.add(new Page(order.id(), items, page));
            pages++;
            cents += page;
          }
        }
      }
      if (pages > 0) {
        rows.add(new Total(customer, pages, cents));
        sum = new Sum(sum.customers() + 1, sum.cents() + cents);
      }
      rows.add(new Total(customer, -1, 0));
    }
    rows.add(sum);
    return rows;
  }
}
