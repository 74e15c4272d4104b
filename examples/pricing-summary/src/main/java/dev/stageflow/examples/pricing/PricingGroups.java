package dev.stageflow.examples.pricing;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The groups of query 1, each with its totals. */
final class PricingGroups {
  private static final int LETTERS = 26;

  // Flag and status are a capital letter each: an index is as short as a key can be, and its order
  // is that of the answer.
  private final @Nullable PricingTotals[] totals = new PricingTotals[LETTERS * LETTERS];

  /** Adds an item to the totals of its group. */
  void add(LineItem item) {
    int index = (item.returnFlag() - 'A') * LETTERS + (item.lineStatus() - 'A');
    PricingTotals group = totals[index];
    if (group == null) {
      group = new PricingTotals(item.returnFlag(), item.lineStatus());
      totals[index] = group;
    }
    group.add(item);
  }

  /** Returns the totals of the groups that have items, sorted by return flag, then status. */
  List<PricingTotals> sorted() {
    return Arrays.stream(totals).filter(Objects::nonNull).toList();
  }
}
