package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.util.Collections;
import java.util.Map;
import javax.sql.DataSource;

/** The definition that docs/databases.md shows for children that are loaded in batches. */
record BatchedReport(DataSource database) {
  record Customer(int id, String name) {}

  record Order(int customer, long cents) {}

  @Sequence
  QueryIterator<Customer> customers(String region) {
    return QuerySequence.on(database)
        .sql("select id, name from customer where region = ? order by id")
        .bind(region)
        .fetchSize(1_000)
        .map(row -> new Customer(row.getInt(1), row.getString(2)));
  }

  // manual
  @Accumulate(flushWhen = "full")
  void batch(Map<Integer, Customer> batch, Customer customer) {
    batch.put(customer.id(), customer);
  }

  boolean full(Map<Integer, Customer> batch) {
    return batch.size() == 500;
  }

  @Sequence
  QueryIterator<Order> orders(Map<Integer, Customer> batch) {
    String places = String.join(", ", Collections.nCopies(batch.size(), "?"));
    QuerySequence query =
        QuerySequence.on(database)
            .sql(
                "select customer, cents from orders where customer in (%s) order by customer"
                    .formatted(places));
    for (int id : batch.keySet()) {
      query = query.bind(id);
    }
    return query.map(row -> new Order(row.getInt(1), row.getLong(2)));
  }

  @Context(by = "customer")
  @Function
  long cents(Order order) {
    return order.cents();
  }

  @Accumulate
  long add(long sum, long cents) {
    return sum + cents;
  }

  @Function
  String line(long sum, @Upstream Order first, @Upstream Map<Integer, Customer> batch) {
    return batch.get(first.customer()).name() + " " + sum;
  }
  // end
}
