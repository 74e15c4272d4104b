package dev.stageflow.benchmarks.report;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QueryIterator;
import dev.stageflow.jdbc.QuerySequence;
import javax.sql.DataSource;

/** The report as a flow. */
record FlowReport(DataSource database, Format format) {
  @Context(onOpen = "head", onClose = "tail")
  @Sequence
  QueryIterator<SoldItem> items() {
    return QuerySequence.on(database).sql(SoldItem.QUERY).map(SoldItem::of);
  }

  @Context(by = "region", onOpen = "openRegion", onFlush = "closeRegion")
  @Context(by = "customer", onOpen = "openCustomer", onFlush = "closeCustomer")
  @Output
  @Function
  String row(SoldItem item) {
    return format.item(item);
  }

  @Accumulate
  long customerSum(long sum, String row, @Upstream SoldItem item) {
    return sum + item.cents();
  }

  @Accumulate
  long regionSum(long sum, long customerSum) {
    return sum + customerSum;
  }

  @Accumulate(finish = "total", emitEmpty = true)
  long sum(long sum, long regionSum) {
    return sum + regionSum;
  }

  String total(long sum) {
    return format.total(sum);
  }

  @Output
  String head() {
    return format.head();
  }

  @Output
  String openRegion(@Upstream SoldItem first) {
    return format.region(first.region());
  }

  @Output
  String openCustomer(@Upstream SoldItem first) {
    return format.customer(first.customer());
  }

  @Output
  String closeCustomer(@Upstream SoldItem first, @Upstream("customerSum") long sum) {
    return format.customerTotal(first.customer(), sum);
  }

  @Output
  String closeRegion(@Upstream SoldItem first, @Upstream("regionSum") long sum) {
    return format.regionTotal(first.region(), sum);
  }

  @Output
  String tail() {
    return format.tail();
  }
}
