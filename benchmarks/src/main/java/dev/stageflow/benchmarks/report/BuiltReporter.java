package dev.stageflow.benchmarks.report;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.jdbc.QuerySequence;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The report as a flow that is put together at run time. */
final class BuiltReporter implements Reporter {
  private static final FlowKey<SoldItem> ITEM = FlowKey.of("item", SoldItem.class);
  private static final FlowKey<Long> CUSTOMER = FlowKey.of("customer", Long.class);
  private static final FlowKey<Long> REGION = FlowKey.of("region", Long.class);

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
        .onFlushOutput(ITEM, REGION, (first, sum) -> format.regionTotal(first.region(), sum))
        .context()
        .by(SoldItem::customer)
        .onOpenOutput(ITEM, first -> format.customer(first.customer()))
        .onFlushOutput(ITEM, CUSTOMER, (first, sum) -> format.customerTotal(first.customer(), sum))
        .function(format::item)
        .output()
        .function(ITEM, (row, item) -> item.cents())
        .accumulate(() -> 0L, Long::sum)
        .bucket(CUSTOMER)
        .accumulate(() -> 0L, Long::sum)
        .bucket(REGION)
        .accumulate(() -> 0L, Long::sum)
        .emitEmpty()
        .finish(format::total)
        .build(String.class)
        .run(database, out::accept);
  }
}
