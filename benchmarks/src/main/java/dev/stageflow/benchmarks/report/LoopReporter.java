package dev.stageflow.benchmarks.report;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The report as a loop. */
final class LoopReporter implements Reporter {
  @Override
  public void write(DataSource database, Format format, Consumer<String> out) {
    try (Stream<SoldItem> items =
        new JdbcTemplate(database)
            .queryForStream(SoldItem.QUERY, (row, index) -> SoldItem.of(row))) {
      out.accept(format.head());
      SoldItem last = new SoldItem("", "", "", 0);
      long ofCustomer = 0;
      long ofRegion = 0;
      long ofAll = 0;
      for (Iterator<SoldItem> all = items.iterator(); all.hasNext(); ) {
        SoldItem item = all.next();
        boolean first = last.region().isEmpty();
        boolean newRegion = !last.region().equals(item.region());
        boolean newCustomer = newRegion || !last.customer().equals(item.customer());
        if (newCustomer && !first) {
          out.accept(format.customerTotal(last.customer(), ofCustomer));
          ofCustomer = 0;
        }
        if (newRegion && !first) {
          out.accept(format.regionTotal(last.region(), ofRegion));
          ofRegion = 0;
        }
        if (newRegion) {
          out.accept(format.region(item.region()));
        }
        if (newCustomer) {
          out.accept(format.customer(item.customer()));
        }
        out.accept(format.item(item));
        ofCustomer += item.cents();
        ofRegion += item.cents();
        ofAll += item.cents();
        last = item;
      }
      if (!last.region().isEmpty()) {
        out.accept(format.customerTotal(last.customer(), ofCustomer));
        out.accept(format.regionTotal(last.region(), ofRegion));
      }
      out.accept(format.total(ofAll));
      out.accept(format.tail());
    }
  }
}
