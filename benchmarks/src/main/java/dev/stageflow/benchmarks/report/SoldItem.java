package dev.stageflow.benchmarks.report;

import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of the report. */
record SoldItem(String region, String customer, String product, long cents) {
  static final String QUERY =
      "select region, customer, product, cents from sold order by region, customer, id";

  static SoldItem of(ResultSet row) throws SQLException {
    return new SoldItem(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
  }
}
