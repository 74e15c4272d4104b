package dev.stageflow.examples.pricing;

import java.util.Arrays;
import java.util.List;

/** The groups of query 1, each with its totals. */
public final class PricingGroups {
  private static final int LETTERS = 26;

  // Flag and status are a capital letter each: together they are an index, in the answer's order.
  private final PricingTotals[] totals = new PricingTotals[LETTERS * LETTERS];

  /** Makes all groups there can be: to find one missing later would be a branch forevery item. */
  public PricingGroups() {
    for (char flag = 'A'; flag <= 'Z'; flag++) {
      for (char status = 'A'; status <= 'Z'; status++) {
        totals[index(flag, status)] = new PricingTotals(flag, status);
      }
    }
  }

  /** Adds an item to the totals of its group. */
  public void add(LineItem item) {
    totals[index(item.returnFlag(), item.lineStatus())].add(item);
  }

  /** Returns the totals of the groups that have items, sorted by return flag, then status. */
  public List<PricingTotals> sorted() {
    return Arrays.stream(totals).filter(group -> !group.isEmpty()).toList();
  }

  private static int index(char flag, char status) {
    return (flag - 'A') * LETTERS + (status - 'A');
  }
}
