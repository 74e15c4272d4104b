package dev.stageflow.examples.pricing;

import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * Reads a table of line items as TPC-H's own generator writes it, such as {@code lineitem.tbl}. The
 * lines know how many bytes of the file are read, and so its runs know how far they are.
 */
final class LineItemFile {
  @Sequence
  FlowIterator<String> lines(Path file) {
    return FlowIterator.lines(file);
  }

  @Function
  LineItem item(String line) {
    String[] cells = line.split("\\|", -1);
    return new LineItem(
        cells[8].charAt(0),
        cells[9].charAt(0),
        Byte.parseByte(cells[4]),
        hundredths(cells[5]),
        (byte) hundredths(cells[6]),
        (byte) hundredths(cells[7]),
        LocalDate.parse(cells[10]));
  }

  private static long hundredths(String number) {
    return new BigDecimal(number).movePointRight(2).longValueExact();
  }
}
