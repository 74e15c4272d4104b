package dev.stageflow.benchmarks;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.benchmarks.PricingRounds.Totals;
import dev.stageflow.examples.pricing.LineItem;
import dev.stageflow.examples.pricing.LineItems;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The example's pricing summary of its 600,000 line items, again and again: as a plain flow, as a
 * durable one that is not saved, and saved four times a second, its rows with it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // what is made before the first call
public class SavedPricing {

  /** TPC-H's scale factor: 1 is six million line items. */
  @Param("0.1")
  double scale = 0.1;

  /** How often the summary is made. */
  @Param("400")
  int rounds = 400;

  private Flow<Integer, Totals> plain;
  private DurableFlow<Integer, Totals> durable;
  private Saving saving;

  @Setup
  public void create() throws Exception {
    List<LineItem> table = LineItems.generate(scale, added -> {});
    plain = PricingRounds_PlainFlow.of(new PricingRounds.Plain(table));
    durable = PricingRounds_DurableFlow.of(new PricingRounds.Durable(table));
    saving = new Saving();
  }

  @TearDown
  public void delete() {
    saving.close();
  }

  @Benchmark
  public List<Totals> plainFlow() throws Exception {
    return plain.collect(rounds);
  }

  @Benchmark
  public List<Totals> durableFlow() throws Exception {
    return durable.collect(rounds);
  }

  @Benchmark
  public List<Totals> savedRun() throws Exception {
    List<Totals> rows = new ArrayList<>();
    durable
        .durable(saving.store(), saving.nextId())
        .saveEvery(Saving.INTERVAL)
        .run(rounds, (row, connection) -> rows.add(row));
    return rows;
  }
}
