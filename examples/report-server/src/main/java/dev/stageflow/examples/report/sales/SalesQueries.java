package dev.stageflow.examples.report.sales;

import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.time.LocalDate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The queries of the sales report. Each holds a connection until its last row is read.
 *
 * <p>The results of the outer ones, of at most some thousand rows, are smaller than what a tunnel
 * reads ahead. So their connections are free again without the flow going on, and no report waits
 * for a connection that another waiting report holds.
 */
public final class SalesQueries {
  private static final String REGIONS = "SELECT r_regionkey, r_name FROM region ORDER BY r_name";

  private static final String NATIONS =
      "SELECT n_nationkey, n_name FROM nation WHERE n_regionkey = ? ORDER BY n_name";

  private static final String CUSTOMERS =
      """
      SELECT c_custkey, c_name, c_mktsegment FROM customer
      WHERE c_nationkey = ? AND EXISTS (SELECT 1 FROM orders WHERE o_custkey = c_custkey)
      ORDER BY c_custkey
      """;

  private static final String ORDERS =
      """
      SELECT o_orderkey, o_orderdate, o_orderstatus, o_totalprice FROM orders
      WHERE o_custkey = ? ORDER BY o_orderdate, o_orderkey
      """;

  private final DataSource database;
  private final Jdbi jdbi;

  /** Makes the queries on the given database. */
  public SalesQueries(DataSource database) {
    this.database = database;
    jdbi = Jdbi.create(database);
  }

  /** Returns all regions; a stream of another library, which closes its handle with itself. */
  Stream<Region> regions() {
    Handle handle = jdbi.open();
    return handle
        .createQuery(REGIONS)
        .map((row, context) -> new Region(row.getLong(1), row.getString(2)))
        .stream()
        .onClose(handle::close);
  }

  /** Returns a region's nations. */
  QueryIterator<Nation> nations(Region region) {
    return QuerySequence.on(database)
        .sql(NATIONS)
        .bind(region.key())
        .map(row -> new Nation(row.getLong(1), row.getString(2)));
  }

  /** Returns those of a nation's customers who have ordered something. */
  QueryIterator<Customer> customers(Nation nation) {
    return QuerySequence.on(database)
        .sql(CUSTOMERS)
        .bind(nation.key())
        .map(row -> new Customer(row.getLong(1), row.getString(2), row.getString(3)));
  }

  /** Returns a customer's orders, from the first to the latest. */
  QueryIterator<Order> orders(Customer customer) {
    return QuerySequence.on(database)
        .sql(ORDERS)
        .bind(customer.key())
        .map(
            row ->
                new Order(
                    row.getLong(1),
                    row.getObject(2, LocalDate.class),
                    row.getString(3),
                    row.getBigDecimal(4)));
  }
}
