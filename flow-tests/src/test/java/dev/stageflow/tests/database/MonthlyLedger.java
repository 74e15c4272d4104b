package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import java.util.List;
import javax.sql.DataSource;

// manual
/** A row for each order of a month, and one for each region. A run can be stopped at any time. */
@FlowDefinition(durable = true)
class MonthlyLedger {
  record Order(long id, long cents) {}

  record Row(String region, String what, long cents) {}

  private final QuerySequence query;

  MonthlyLedger(DataSource database) {
    query =
        QuerySequence.on(database)
            .sql("select id, cents from orders where region = ? and id > ? order by id");
  }

  @Sequence
  List<String> regions(String month) {
    return List.of("north", "south", "west");
  }

  @Context
  @Tunnel
  @Sequence(resume = "ordersAfter")
  QueryIterator<Order> orders(String region) {
    return ordersAfter(region, new Order(0, 0));
  }

  QueryIterator<Order> ordersAfter(String region, Order last) { // the rest, where a run goes on
    return query
        .bind(region)
        .bind(last.id())
        .map(row -> new Order(row.getLong("id"), row.getLong("cents")));
  }

  @Output
  @Function
  Row line(Order order, @Upstream("regions") String region) {
    return new Row(region, "order " + order.id(), order.cents());
  }

  @Accumulate
  long total(long total, Row line) {
    return total + line.cents();
  }

  @Function
  Row totalLine(long total, @Upstream("regions") String region) {
    return new Row(region, "all", total);
  }
}
  // end
