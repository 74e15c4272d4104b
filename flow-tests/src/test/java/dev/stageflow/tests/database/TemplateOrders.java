package dev.stageflow.tests.database;

import dev.stageflow.annotation.Sequence;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** The definition that docs/databases.md shows for Spring's JdbcTemplate. */
record TemplateOrders(JdbcTemplate database) {
  // manual
  @Sequence
  Stream<Integer> orders(String customer) {
    return database.queryForStream(
        "select number from orders where customer = ? order by number",
        (row, index) -> row.getInt(1),
        customer);
  }
  // end
}
