package dev.stageflow.examples.report.database;

import io.trino.tpch.Customer;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.Order;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.Region;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/** TPC-H's tables of sales, each after those that it refers to. */
final class TpchTables {
  // No table holds comments. TPC-H's own pool of text to cut them from takes 300 MB.
  private static final int TEXT_POOL_BYTES = 1 << 20;

  private static final Distributions WORDS = Distributions.getDefaultDistributions();

  private TpchTables() {}

  /**
   * Returns the tables.
   *
   * @param scale TPC-H's scale factor, positive
   */
  static List<Table<?>> at(double scale) {
    TextPool text = new TextPool(TEXT_POOL_BYTES, WORDS);
    return List.of(
        region(new RegionGenerator(WORDS, text)),
        nation(new NationGenerator(WORDS, text)),
        customer(new CustomerGenerator(scale, 1, 1, WORDS, text)),
        orders(new OrderGenerator(scale, 1, 1, WORDS, text)),
        lineItem(new LineItemGenerator(scale, 1, 1, WORDS, text)));
  }

  private static Table<Region> region(Iterable<Region> rows) {
    return new Table<>(
        "region",
        """
        r_regionkey BIGINT PRIMARY KEY,
        r_name VARCHAR(25) NOT NULL
        """,
        "?, ?",
        List.of(),
        rows,
        (insert, region) -> {
          insert.setLong(1, region.getRegionKey());
          insert.setString(2, region.getName());
        });
  }

  private static Table<Nation> nation(Iterable<Nation> rows) {
    return new Table<>(
        "nation",
        """
        n_nationkey BIGINT PRIMARY KEY,
        n_name VARCHAR(25) NOT NULL,
        n_regionkey BIGINT NOT NULL REFERENCES region (r_regionkey)
        """,
        "?, ?, ?",
        List.of("n_regionkey"),
        rows,
        (insert, nation) -> {
          insert.setLong(1, nation.getNationKey());
          insert.setString(2, nation.getName());
          insert.setLong(3, nation.getRegionKey());
        });
  }

  private static Table<Customer> customer(Iterable<Customer> rows) {
    return new Table<>(
        "customer",
        """
        c_custkey BIGINT PRIMARY KEY,
        c_name VARCHAR(25) NOT NULL,
        c_nationkey BIGINT NOT NULL REFERENCES nation (n_nationkey),
        c_mktsegment VARCHAR(10) NOT NULL
        """,
        "?, ?, ?, ?",
        List.of("c_nationkey"),
        rows,
        (insert, customer) -> {
          insert.setLong(1, customer.getCustomerKey());
          insert.setString(2, customer.getName());
          insert.setLong(3, customer.getNationKey());
          insert.setString(4, customer.getMarketSegment());
        });
  }

  private static Table<Order> orders(Iterable<Order> rows) {
    return new Table<>(
        "orders",
        """
        o_orderkey BIGINT PRIMARY KEY,
        o_custkey BIGINT NOT NULL REFERENCES customer (c_custkey),
        o_orderstatus CHAR(1) NOT NULL,
        o_totalprice DECIMAL(15, 2) NOT NULL,
        o_orderdate DATE NOT NULL
        """,
        "?, ?, ?, ?, ?",
        List.of("o_custkey"),
        rows,
        (insert, order) -> {
          insert.setLong(1, order.getOrderKey());
          insert.setLong(2, order.getCustomerKey());
          insert.setString(3, String.valueOf(order.getOrderStatus()));
          insert.setBigDecimal(4, BigDecimal.valueOf(order.getTotalPriceInCents(), 2));
          insert.setObject(5, LocalDate.ofEpochDay(order.getOrderDate()));
        });
  }

  private static Table<LineItem> lineItem(Iterable<LineItem> rows) {
    return new Table<>(
        "lineitem",
        """
        l_orderkey BIGINT NOT NULL REFERENCES orders (o_orderkey),
        l_linenumber INTEGER NOT NULL,
        l_quantity DECIMAL(15, 2) NOT NULL,
        l_extendedprice DECIMAL(15, 2) NOT NULL,
        l_discount DECIMAL(15, 2) NOT NULL,
        l_tax DECIMAL(15, 2) NOT NULL,
        l_returnflag CHAR(1) NOT NULL,
        l_linestatus CHAR(1) NOT NULL,
        l_shipdate DATE NOT NULL,
        PRIMARY KEY (l_orderkey, l_linenumber)
        """,
        "?, ?, ?, ?, ?, ?, ?, ?, ?",
        List.of(), // the primary key begins with the foreign one
        rows,
        TpchTables::bind);
  }

  private static void bind(PreparedStatement insert, LineItem item) throws SQLException {
    insert.setLong(1, item.getOrderKey());
    insert.setInt(2, item.getLineNumber());
    insert.setLong(3, item.getQuantity());
    insert.setBigDecimal(4, BigDecimal.valueOf(item.getExtendedPriceInCents(), 2));
    insert.setBigDecimal(5, BigDecimal.valueOf(item.getDiscountPercent(), 2));
    insert.setBigDecimal(6, BigDecimal.valueOf(item.getTaxPercent(), 2));
    insert.setString(7, item.getReturnFlag());
    insert.setString(8, item.getStatus());
    insert.setObject(9, LocalDate.ofEpochDay(item.getShipDate()));
  }
}
