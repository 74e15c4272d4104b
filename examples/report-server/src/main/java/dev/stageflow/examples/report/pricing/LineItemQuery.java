package dev.stageflow.examples.report.pricing;

import dev.stageflow.examples.pricing.LineItem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads the line items that the pricing history is computed from. */
public final class LineItemQuery {
  private static final String SQL =
      """
      SELECT l_returnflag, l_linestatus, l_quantity, l_extendedprice, l_discount, l_tax, l_shipdate
      FROM lineitem
      """;

  private LineItemQuery() {}

  /**
   * Returns all line items, in memory; takes a while, on the calling thread.
   *
   * @throws SQLException if the database does not give them
   */
  public static List<LineItem> readAll(DataSource database) throws SQLException {
    List<LineItem> items = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SQL)) {
      while (rows.next()) {
        items.add(lineItem(rows));
      }
    }
    return items;
  }

  private static LineItem lineItem(ResultSet row) throws SQLException {
    return new LineItem(
        row.getString(1).charAt(0),
        row.getString(2).charAt(0),
        row.getByte(3),
        hundredths(row.getBigDecimal(4)),
        (byte) hundredths(row.getBigDecimal(5)),
        (byte) hundredths(row.getBigDecimal(6)),
        row.getObject(7, LocalDate.class));
  }

  private static long hundredths(BigDecimal number) {
    return number.movePointRight(2).longValueExact();
  }
}
