package dev.stageflow.benchmarks;

import dev.stageflow.DurableFlow;
import dev.stageflow.Flow;
import dev.stageflow.benchmarks.Region.Customer;
import java.util.Collections;
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
 * {@link NestedSequences} for so many lines that a run takes seconds: as a plain flow, as a durable
 * one that is not saved, and saved four times a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@SuppressWarnings("NullAway.Init") // what is made before the first call
public class SavedSequences {

  /** How many customers, orders of each, and lines of each order. */
  @Param({"20 x 50 x 100", "100 x 100 x 10"})
  String size = "20 x 50 x 100";

  /** How often these customers come again. */
  @Param("4000")
  int times = 4_000;

  private Region region = new Region(List.of());
  private final Flow<Region, Long> plain = RegionReportFlow.of(new RegionReport());
  private DurableFlow<Region, Long> durable = durable(region);
  private Saving saving;

  @Setup
  public void create() throws Exception {
    List<Customer> customers = NestedSequences.region(size).customers();
    region =
        new Region(Collections.nCopies(times, customers).stream().flatMap(List::stream).toList());
    durable = durable(region);
    saving = new Saving();
  }

  @TearDown
  public void delete() {
    saving.close();
  }

  private static DurableFlow<Region, Long> durable(Region region) {
    return SavedRegionReportFlow.of(new SavedRegionReport(region));
  }

  @Benchmark
  public long plainFlow() throws Exception {
    return plain.single(region);
  }

  @Benchmark
  public long durableFlow() throws Exception {
    return durable.single(region);
  }

  @Benchmark
  public long savedRun() throws Exception {
    long[] total = new long[1];
    durable
        .durable(saving.store(), saving.nextId())
        .saveEvery(Saving.INTERVAL)
        .run(region, (sum, connection) -> total[0] += sum);
    return total[0];
  }
}
