package dev.stageflow.examples.pricing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A query that is timed: it is run several times over the same table, and the median counts, which
 * one slow run (the first one, with its compilation) does not move.
 *
 * @param name what the query is called in its report
 * @param query from the table to the answer
 */
record TimedQuery(String name, Function<List<LineItem>, List<SummaryRow>> query) {
  private static final int RUNS = 5;

  /**
   * An answer and what it took.
   *
   * @param rows the answer
   * @param report a line with the items, the seconds and the items in a second
   */
  record Answer(List<SummaryRow> rows, String report) {}

  /** Runs the query over the table. */
  Answer run(List<LineItem> table) {
    List<SummaryRow> rows = List.of();
    long[] nanos = new long[RUNS];
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      rows = query.apply(table);
      nanos[run] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new Answer(rows, report(table.size(), nanos[RUNS / 2] / 1e9));
  }

  private String report(int items, double seconds) {
    return String.format(
        Locale.ROOT,
        "%s: %,d items in %.3f s, %,.0f items/s (median of %d runs)",
        name,
        items,
        seconds,
        items / seconds,
        RUNS);
  }
}
