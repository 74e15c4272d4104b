package dev.stageflow.benchmarks;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import java.util.List;

/** The revenue of many sales: objects in, an object for each, a mutable total out. */
class Sales {

  @Sequence
  List<Sale> sales(List<Sale> sales) {
    return sales;
  }

  @Filter
  boolean kept(Sale sale) {
    return !sale.returned();
  }

  @Function
  Charge charge(Sale sale) {
    return new Charge(
        sale.product(), sale.quantity() * sale.cents() * (100 - sale.percentOff()) / 100);
  }

  @Accumulate
  void add(Revenue revenue, Charge charge) {
    revenue.add(charge.cents());
  }
}
