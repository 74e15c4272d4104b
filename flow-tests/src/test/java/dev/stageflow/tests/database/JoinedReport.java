package dev.stageflow.tests.database;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import javax.sql.DataSource;

/** The definition that docs/databases.md shows for a report by one join. */
record JoinedReport(DataSource database) {
  record Row(int customer, String name, long cents) {}

  // manual
  @Sequence
  QueryIterator<Row> rows(String region) {
    return QuerySequence.on(database)
        .sql(
            "select c.id, c.name, o.cents from customer c join orders o on o.customer = c.id"
                + " where c.region = ? order by c.id")
        .bind(region)
        .fetchSize(1_000)
        .map(row -> new Row(row.getInt(1), row.getString(2), row.getLong(3)));
  }

  @Context(by = "customer") // one context for the rows of a customer
  @Function
  long cents(Row row) {
    return row.cents();
  }

  @Accumulate
  long add(long sum, long cents) {
    return sum + cents;
  }

  @Function
  String line(long sum, @Upstream Row first) {
    return first.name() + " " + sum;
  }
  // end
}
