package dev.stageflow.benchmarks.billing;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row that is read.
 *
 * @param id its number, unique
 * @param customer who has bought
 * @param cents what it costs
 */
record Purchase(long id, int customer, long cents) {
  static Purchase of(ResultSet row) throws SQLException {
    return new Purchase(row.getLong("id"), row.getInt("customer"), row.getLong("cents"));
  }

  /** Returns its bill, with tax and a discount for every seventh customer. */
  Bill bill() {
    long discounted = customer % 7 == 0 ? cents * 95 / 100 : cents;
    return new Bill(id, customer, discounted * 119 / 100);
  }
}
