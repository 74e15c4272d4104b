package dev.stageflow.examples.pricing;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Writes the answer as a table in plain text: letters to the left, numbers to the right. */
final class SummaryTable {
  private static final List<ColumnData<SummaryRow>> COLUMNS =
      List.of(
          text("flag", row -> String.valueOf(row.returnFlag())),
          text("status", row -> String.valueOf(row.lineStatus())),
          number("sum qty", "%d", SummaryRow::sumQuantity),
          number("sum base price", "%.2f", SummaryRow::sumBasePrice),
          number("sum disc price", "%.2f", SummaryRow::sumDiscountedPrice),
          number("sum charge", "%.2f", SummaryRow::sumCharge),
          number("avg qty", "%.2f", SummaryRow::averageQuantity),
          number("avg price", "%.2f", SummaryRow::averagePrice),
          number("avg disc", "%.2f", SummaryRow::averageDiscount),
          number("count", "%d", SummaryRow::count));

  private SummaryTable() {}

  /** Returns the rows, in the order given, under a header; lines end as on this system. */
  static String render(List<SummaryRow> rows) {
    return AsciiTable.getTable(AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, rows, COLUMNS);
  }

  private static ColumnData<SummaryRow> text(String header, Function<SummaryRow, String> value) {
    return new Column().header(header).dataAlign(HorizontalAlign.LEFT).with(value);
  }

  private static ColumnData<SummaryRow> number(
      String header, String format, Function<SummaryRow, Object> value) {
    return new Column()
        .header(header)
        .headerAlign(HorizontalAlign.RIGHT)
        .dataAlign(HorizontalAlign.RIGHT)
        .with(row -> String.format(Locale.ROOT, format, value.apply(row)));
  }
}
