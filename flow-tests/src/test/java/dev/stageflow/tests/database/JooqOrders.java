package dev.stageflow.tests.database;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import dev.stageflow.annotation.Sequence;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** The definition that docs/databases.md shows for jOOQ. */
record JooqOrders(DSLContext database) {
  // manual
  @Sequence
  Stream<Integer> orders(String customer) {
    return database
        .select(field("number"))
        .from(table("orders"))
        .where(field("customer").eq(customer))
        .orderBy(field("number"))
        .fetchSize(500)
        .fetchStreamInto(Integer.class);
  }
  // end
}
