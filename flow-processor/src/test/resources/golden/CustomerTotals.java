package shop;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import java.util.List;

/** A total for each customer, and after it a note; the sales of a customer are neighbours. */
public class CustomerTotals {
  /** What was sold. */
  public record Sale(String customer, int cents) {}

  @Sequence
  List<Sale> sales(List<Sale> sorted) {
    return sorted;
  }

  @Context(by = "customer", onClose = "noted")
  @Function
  int cents(Sale sale) {
    return sale.cents();
  }

  @Accumulate
  int add(int sum, int cents) {
    return sum + cents;
  }

  @Function
  String total(int sum, @Upstream Sale first) {
    return first.customer() + " " + sum;
  }

  void noted(@Upstream Sale first) {}
}
