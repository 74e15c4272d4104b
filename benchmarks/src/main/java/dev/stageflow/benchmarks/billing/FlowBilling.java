package dev.stageflow.benchmarks.billing;

import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;

/** The bills as a flow. */
@FlowDefinition(durable = true)
record FlowBilling(QuerySequence purchasesAfter, Biller.Rule rule) {
  @Sequence(resume = "after")
  QueryIterator<Purchase> purchases() {
    return after(new Purchase(0, 0, 0));
  }

  QueryIterator<Purchase> after(Purchase last) {
    return purchasesAfter.bind(last.id()).map(Purchase::of);
  }

  @Function
  Bill bill(Purchase purchase) {
    return rule.bill(purchase);
  }
}
