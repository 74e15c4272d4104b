package dev.stageflow.examples.pricing;

import io.trino.tpch.Distributions;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Generates TPC-H's table of line items, in the order and with the values of its specification. */
public final class LineItems {
  /** Number of line items at scale 1; at other scales it is close to this times the scale. */
  private static final double COUNT_AT_SCALE_1 = 6_001_215;

  /** Bytes of heap for a line item and its place in the list, with room for the collector. */
  private static final double HEAP_BYTES = 64;

  private static final int PART_COUNT = 64;
  private static final int REPORT_EVERY = 8_192;

  // The query reads no comments. TPC-H's own pool of text to cut them from takes 300 MB.
  private static final int TEXT_POOL_BYTES = 1 << 20;

  // The days of TPC-H's orders and shipments, one object for each: six million would double the
  // size of the table.
  private static final LocalDate FIRST_DAY = LocalDate.of(1992, 1, 1);
  private static final List<LocalDate> DAYS =
      FIRST_DAY.datesUntil(LocalDate.of(1999, 1, 1)).toList();

  private LineItems() {}

  /** Returns about how many line items there are at the given scale. */
  static double estimatedCount(double scale) {
    return COUNT_AT_SCALE_1 * scale;
  }

  /** Returns about how many bytes of heap {@link #generate} takes at the given scale. */
  static double estimatedHeapBytes(double scale) {
    return estimatedCount(scale) * HEAP_BYTES;
  }

  /**
   * Generates the table, on all processors.
   *
   * @param scale TPC-H's scale factor, positive
   * @param progress told how many items have been added since it was last told; called by many
   *     threads at once
   */
  public static List<LineItem> generate(double scale, LongConsumer progress) {
    TextPool text = new TextPool(TEXT_POOL_BYTES, Distributions.getDefaultDistributions());
    List<List<LineItem>> parts =
        IntStream.rangeClosed(1, PART_COUNT)
            .parallel()
            .mapToObj(part -> generatePart(scale, part, text, progress))
            .toList();
    List<LineItem> all = new ArrayList<>(parts.stream().mapToInt(List::size).sum());
    parts.forEach(all::addAll);
    return all;
  }

  private static List<LineItem> generatePart(
      double scale, int part, TextPool text, LongConsumer progress) {
    LineItemGenerator generator =
        new LineItemGenerator(
            scale, part, PART_COUNT, Distributions.getDefaultDistributions(), text);
    List<LineItem> items = new ArrayList<>();
    for (io.trino.tpch.LineItem item : generator) {
      items.add(compact(item));
      if (items.size() % REPORT_EVERY == 0) {
        progress.accept(REPORT_EVERY);
      }
    }
    progress.accept(items.size() % REPORT_EVERY);
    return items;
  }

  private static LineItem compact(io.trino.tpch.LineItem item) {
    return new LineItem(
        item.getReturnFlag().charAt(0),
        item.getStatus().charAt(0),
        (byte) item.getQuantity(),
        item.getExtendedPriceInCents(),
        (byte) item.getDiscountPercent(),
        (byte) item.getTaxPercent(),
        DAYS.get(item.getShipDate() - (int) FIRST_DAY.toEpochDay()));
  }
}
