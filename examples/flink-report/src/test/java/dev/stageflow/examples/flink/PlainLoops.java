package dev.stageflow.examples.flink;

import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Both reports without a flow; query 1 with decimal numbers, from the table's lines of text. */
final class PlainLoops {
  private static final int QUANTITY = 4;
  private static final int PRICE = 5;
  private static final int DISCOUNT = 6;
  private static final int TAX = 7;
  private static final int FLAG = 8;
  private static final int STATUS = 9;
  private static final int SHIPPED = 10;

  private PlainLoops() {}

  static List<String> customers(int count) {
    List<String> lines = new ArrayList<>();
    for (long number = 1; number <= count; number++) {
      Customer customer = Shop.customer(number);
      lines.add("customer " + number + ", " + customer.name());
      long ofCustomer = 0;
      for (Order order : Shop.orders(customer)) {
        long ofOrder = 0;
        for (Item item : order.items()) {
          long cents = Shop.price(item).join();
          lines.add(line("    " + item.quantity() + " x " + item.article(), cents));
          ofOrder += cents;
        }
        lines.add(line("  order " + order.number(), ofOrder));
        ofCustomer += ofOrder;
      }
      lines.add(line("all orders", ofCustomer));
    }
    return lines;
  }

  private static String line(String what, long cents) {
    return String.format(Locale.ROOT, "%-24s %,13.2f", what, BigDecimal.valueOf(cents, 2));
  }

  static List<String> pricing(double scale) {
    TextPool text = new TextPool(1 << 16, Distributions.getDefaultDistributions());
    Map<String, List<String[]>> groups = new TreeMap<>();
    for (var item :
        new LineItemGenerator(scale, 1, 1, Distributions.getDefaultDistributions(), text)) {
      String[] cells = item.toLine().split("\\|");
      if (cells[SHIPPED].compareTo("1998-09-02") <= 0) {
        groups.computeIfAbsent(cells[FLAG] + cells[STATUS], key -> new ArrayList<>()).add(cells);
      }
    }
    List<String> rows = new ArrayList<>();
    groups.forEach((key, items) -> rows.add(row(key, items)));
    return rows;
  }

  private static String row(String key, List<String[]> items) {
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal price = BigDecimal.ZERO;
    BigDecimal discounted = BigDecimal.ZERO;
    BigDecimal charge = BigDecimal.ZERO;
    BigDecimal discount = BigDecimal.ZERO;
    for (String[] item : items) {
      BigDecimal left = BigDecimal.ONE.subtract(new BigDecimal(item[DISCOUNT]));
      BigDecimal after = new BigDecimal(item[PRICE]).multiply(left);
      quantity = quantity.add(new BigDecimal(item[QUANTITY]));
      price = price.add(new BigDecimal(item[PRICE]));
      discounted = discounted.add(after);
      charge = charge.add(after.multiply(BigDecimal.ONE.add(new BigDecimal(item[TAX]))));
      discount = discount.add(new BigDecimal(item[DISCOUNT]));
    }
    BigDecimal count = BigDecimal.valueOf(items.size());
    return String.format(
        Locale.ROOT,
        "%s  %s %,14.0f %,20.2f %,20.2f %,20.2f %8.2f %12.2f %6.2f %,12d",
        key.charAt(0),
        key.charAt(1),
        quantity,
        price,
        discounted,
        charge,
        quantity.divide(count, 2, RoundingMode.HALF_UP),
        price.divide(count, 2, RoundingMode.HALF_UP),
        discount.divide(count, 2, RoundingMode.HALF_UP),
        items.size());
  }
}
