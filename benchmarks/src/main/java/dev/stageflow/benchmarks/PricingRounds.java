package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.examples.pricing.LineItem;
import dev.stageflow.examples.pricing.PricingSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The example's pricing summary, TPC-H query 1, for one day again and again. Its totals are numbers
 * in an array, as those can be saved.
 */
@FlowDefinition(generate = false)
abstract class PricingRounds {
  private static final int LETTERS = 26;
  private static final int SUMS = 6;

  private final List<LineItem> table;

  PricingRounds(List<LineItem> table) {
    this.table = table;
  }

  /**
   * What was billed for one return flag and line status.
   *
   * @param returnFlag the group's return flag
   * @param lineStatus the group's line status
   * @param count how many line items
   * @param quantity how many pieces
   * @param priceCents the prices before discount and tax
   * @param discountedPrice the prices after the discount, in hundredths of a cent
   * @param charge those with tax, in ten-thousandths of a cent
   * @param discountPercent the sum of the discounts
   */
  record Totals(
      char returnFlag,
      char lineStatus,
      long count,
      long quantity,
      long priceCents,
      long discountedPrice,
      long charge,
      long discountPercent) {}

  @Sequence
  List<LocalDate> days(int rounds) {
    return Collections.nCopies(rounds, PricingSummary.PUBLISHED_DAY);
  }

  @Context
  @Sequence
  List<LineItem> lineItems(LocalDate day) {
    return table;
  }

  @Filter
  boolean shipped(LineItem item, @Upstream LocalDate day) {
    return !item.shipDate().isAfter(day);
  }

  @Accumulate(start = "noSums")
  void add(long[] sums, LineItem item) {
    int group = ((item.returnFlag() - 'A') * LETTERS + item.lineStatus() - 'A') * SUMS;
    sums[group]++;
    sums[group + 1] += item.quantity();
    sums[group + 2] += item.priceCents();
    sums[group + 3] += item.discountedPrice();
    sums[group + 4] = Math.addExact(sums[group + 4], item.charge());
    sums[group + 5] += item.discountPercent();
  }

  long[] noSums() {
    return new long[LETTERS * LETTERS * SUMS];
  }

  @Sequence
  List<Totals> totals(long[] sums) {
    List<Totals> totals = new ArrayList<>();
    for (int i = 0; i < sums.length; i += SUMS) {
      if (sums[i] > 0) {
        int letters = i / SUMS;
        totals.add(
            new Totals(
                (char) ('A' + letters / LETTERS),
                (char) ('A' + letters % LETTERS),
                sums[i],
                sums[i + 1],
                sums[i + 2],
                sums[i + 3],
                sums[i + 4],
                sums[i + 5]));
      }
    }
    return totals;
  }

  /** A flow whose runs are not saved. */
  @FlowDefinition
  static final class Plain extends PricingRounds {
    Plain(List<LineItem> table) {
      super(table);
    }
  }

  /** The same, and its runs can be saved. */
  @FlowDefinition(durable = true)
  static final class Durable extends PricingRounds {
    Durable(List<LineItem> table) {
      super(table);
    }
  }
}
