package dev.stageflow.benchmarks.report;

/** How the pieces of a report are written. */
public enum Format {
  HTML(
      "<!doctype html><title>Sales</title>\n",
      "<h1>%s</h1>\n",
      "<h2>%s</h2><table>\n",
      "<tr><td>%s<td>%d\n",
      "</table><p>%s: %d\n",
      "<p><b>%s: %d</b>\n",
      "<p>In all: %d\n",
      "</html>\n"),
  NDJSON(
      "{\"report\":\"Sales\"}\n",
      "{\"region\":\"%s\"}\n",
      "{\"customer\":\"%s\"}\n",
      "{\"product\":\"%s\",\"cents\":%d}\n",
      "{\"customer\":\"%s\",\"total\":%d}\n",
      "{\"region\":\"%s\",\"total\":%d}\n",
      "{\"total\":%d}\n",
      "{\"end\":true}\n");

  private final String head;
  private final String region;
  private final String customer;
  private final String item;
  private final String customerTotal;
  private final String regionTotal;
  private final String total;
  private final String tail;

  Format(
      String head,
      String region,
      String customer,
      String item,
      String customerTotal,
      String regionTotal,
      String total,
      String tail) {
    this.head = head;
    this.region = region;
    this.customer = customer;
    this.item = item;
    this.customerTotal = customerTotal;
    this.regionTotal = regionTotal;
    this.total = total;
    this.tail = tail;
  }

  String head() {
    return head;
  }

  String region(String name) {
    return filled(region, name, 0);
  }

  String customer(String name) {
    return filled(customer, name, 0);
  }

  String item(SoldItem sold) {
    return filled(item, sold.product(), sold.cents());
  }

  String customerTotal(String name, long cents) {
    return filled(customerTotal, name, cents);
  }

  String regionTotal(String name, long cents) {
    return filled(regionTotal, name, cents);
  }

  String total(long cents) {
    return filled(total, "", cents);
  }

  String tail() {
    return tail;
  }

  /** The names here need no escapes, and {@code String.format} would take most of the time. */
  private static String filled(String text, String name, long cents) {
    return text.replace("%s", name).replace("%d", Long.toString(cents));
  }
}
