package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The stages of {@link ObjectChain}, with one more that changes nothing: what it costs to add a
 * stage for one case, and that it costs nothing not to.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class AddedStage {
  private final Sales stages = new Sales();
  private final List<Sale> sales = ObjectChain.randomSales(100_000);

  private final Flow<List<Sale>, Revenue> generated = SalesFlow.of(stages);
  private final Flow<List<Sale>, Revenue> nothingAdded = SalesFlow.with(stages).build();

  private final Flow<List<Sale>, Revenue> added =
      SalesFlow.with(stages).afterCharge(charge -> charge).build();

  private final Flow<List<Sale>, Revenue> built =
      Flow.<List<Sale>>begin()
          .sequence(stages::sales)
          .filter(stages::kept)
          .function(stages::charge)
          .function(charge -> charge)
          .accumulateInto(Revenue::new, stages::add)
          .build();

  @Benchmark
  public Revenue handLoop() {
    Revenue revenue = new Revenue();
    for (Sale sale : stages.sales(sales)) {
      if (stages.kept(sale)) {
        stages.add(revenue, stages.charge(sale));
      }
    }
    return revenue;
  }

  @Benchmark
  public Revenue generatedFlow() throws Exception {
    return generated.single(sales);
  }

  @Benchmark
  public Revenue generatedFlowWithNothingAdded() throws Exception {
    return nothingAdded.single(sales);
  }

  @Benchmark
  public Revenue generatedFlowWithAddedStage() throws Exception {
    return added.single(sales);
  }

  @Benchmark
  public Revenue builtFlow() throws Exception {
    return built.single(sales);
  }
}
