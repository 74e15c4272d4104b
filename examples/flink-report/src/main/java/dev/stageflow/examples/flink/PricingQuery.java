package dev.stageflow.examples.flink;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.TextPool;
import java.time.LocalDate;
import java.util.Collection;

/**
 * TPC-H query 1 over a part of the table, which may be all of it: what was billed, shipped and
 * returned up to a day, for each return flag and line status.
 */
public final class PricingQuery {
  /** The day in TPC-H's published answers. */
  private static final int LAST_DAY = (int) LocalDate.of(1998, 9, 2).toEpochDay();

  /** What comments are cut from, which the query does not read. TPC-H's own pool takes 300 MB. */
  private static final TextPool TEXT =
      new TextPool(1 << 20, Distributions.getDefaultDistributions());

  @Sequence
  Iterable<LineItem> lineItems(Part part) {
    return new LineItemGenerator(
        part.scale(), part.number(), part.parts(), Distributions.getDefaultDistributions(), TEXT);
  }

  @Filter
  boolean shipped(LineItem item) {
    return item.getShipDate() <= LAST_DAY;
  }

  @Function
  Totals ofOne(LineItem item) {
    return Totals.of(item);
  }

  @Accumulate
  void add(Groups groups, Totals one) {
    groups.add(one);
  }

  @Sequence
  Collection<Totals> groups(Groups groups) {
    return groups.all();
  }
}
