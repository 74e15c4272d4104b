package dev.stageflow.benchmarks.report;

import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.jdbc.QuerySequence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The report as a flow. */
record FlowReport(DataSource database, Format format) {
  @Context(onOpen = "head", onClose = "tail")
  @Sequence
  Groups regions() {
    return new Groups(QuerySequence.on(database).sql(SoldItem.QUERY).map(SoldItem::of));
  }

  @Context(onOpen = "openRegion", onFlush = "closeRegion")
  @Sequence
  Collection<List<SoldItem>> customers(List<SoldItem> region) {
    return region.stream()
        .collect(Collectors.groupingBy(SoldItem::customer, LinkedHashMap::new, Collectors.toList()))
        .values();
  }

  @Context(onOpen = "openCustomer", onFlush = "closeCustomer")
  @Sequence
  List<SoldItem> items(List<SoldItem> customer) {
    return customer;
  }

  @Output
  @Function
  String row(SoldItem item) {
    return format.item(item);
  }

  @Accumulate
  long ofCustomer(long sum, String row, @Upstream SoldItem item) {
    return sum + item.cents();
  }

  @Accumulate
  long ofRegion(long sum, long ofCustomer) {
    return sum + ofCustomer;
  }

  @Accumulate(emitEmpty = true)
  long ofAll(long sum, long ofRegion) {
    return sum + ofRegion;
  }

  @Function
  String total(long ofAll) {
    return format.total(ofAll);
  }

  @Output
  String head() {
    return format.head();
  }

  @Output
  String openRegion(@Upstream("regions") List<SoldItem> region) {
    return format.region(region.get(0).region());
  }

  @Output
  String openCustomer(@Upstream("customers") List<SoldItem> customer) {
    return format.customer(customer.get(0).customer());
  }

  @Output
  String closeCustomer(
      @Upstream("customers") List<SoldItem> customer, @Upstream("ofCustomer") long sum) {
    return format.customerTotal(customer.get(0).customer(), sum);
  }

  @Output
  String closeRegion(@Upstream("regions") List<SoldItem> region, @Upstream("ofRegion") long sum) {
    return format.regionTotal(region.get(0).region(), sum);
  }

  @Output
  String tail() {
    return format.tail();
  }
}
