package dev.stageflow.benchmarks.billing;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A row that is written.
 *
 * @param purchase the purchase's number
 * @param customer who is to pay
 * @param cents how much
 */
record Bill(long purchase, int customer, long cents) {
  static final String INSERT = "insert into bill (purchase, customer, cents) values (?, ?, ?)";

  void bind(PreparedStatement insert) throws SQLException {
    insert.setLong(1, purchase);
    insert.setInt(2, customer);
    insert.setLong(3, cents);
  }
}
