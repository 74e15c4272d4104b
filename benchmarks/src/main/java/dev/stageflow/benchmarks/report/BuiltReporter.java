package dev.stageflow.benchmarks.report;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.jdbc.QuerySequence;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The report as a flow that is put together at run time. */
final class BuiltReporter implements Reporter {
  private static final FlowKey<SoldItem> ITEM = FlowKey.of("item", SoldItem.class);
  private static final FlowKey<SoldItem> CUSTOMER = FlowKey.of("customer", SoldItem.class);
  private static final FlowKey<SoldItem> REGION = FlowKey.of("region", SoldItem.class);
  private static final SoldItem NOTHING = new SoldItem("", "", "", 0);

  @Override
  public void write(DataSource database, Format format, Consumer<String> out) throws Exception {
    Flow.<DataSource>begin()
        .context()
        .onOpenOutput(format::head)
        .onCloseOutput(format::tail)
        .sequenceFrom(from -> QuerySequence.on(from).sql(SoldItem.QUERY).map(SoldItem::of))
        .named(ITEM)
        .context()
        .by(SoldItem::region)
        .onOpenOutput(ITEM, first -> format.region(first.region()))
        .onFlushOutput(REGION, sum -> format.regionTotal(sum.region(), sum.cents()))
        .context()
        .by(SoldItem::customer)
        .onOpenOutput(ITEM, first -> format.customer(first.customer()))
        .onFlushOutput(CUSTOMER, sum -> format.customerTotal(sum.customer(), sum.cents()))
        .function(format::item)
        .output()
        .function(ITEM, (row, item) -> item)
        .accumulate(() -> NOTHING, BuiltReporter::plus)
        .bucket(CUSTOMER)
        .accumulate(() -> NOTHING, BuiltReporter::plus)
        .bucket(REGION)
        .accumulate(() -> NOTHING, BuiltReporter::plus)
        .emitEmpty()
        .finish(sum -> format.total(sum.cents()))
        .build(String.class)
        .run(database, out::accept);
  }

  private static SoldItem plus(SoldItem sum, SoldItem item) {
    return new SoldItem(item.region(), item.customer(), "", sum.cents() + item.cents());
  }
}
