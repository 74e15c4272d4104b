package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import javax.sql.DataSource;

/** The totals of a region's customers, by a query for each of them. */
record NestedReport(DataSource database) {
  record Customer(int id, String name) {}

  @Sequence
  QueryIterator<Customer> customers(String region) {
    return QuerySequence.on(database)
        .sql("select id, name from customer where region = ? order by id")
        .bind(region)
        .map(row -> new Customer(row.getInt(1), row.getString(2)));
  }

  @Context
  @Sequence
  QueryIterator<Long> orders(Customer customer) {
    return QuerySequence.on(database)
        .sql("select cents from orders where customer = ?")
        .bind(customer.id())
        .map(row -> row.getLong(1));
  }

  @Accumulate
  long add(long sum, long cents) {
    return sum + cents;
  }

  @Function
  String line(long sum, @Upstream Customer customer) {
    return customer.name() + " " + sum;
  }
}
