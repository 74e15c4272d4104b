package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
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
 * The stages of {@link ObjectChain}, with one more function that changes nothing: what a place for
 * one costs an extensible definition, and a function that is added there, beside a stage that is
 * declared.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class AddedFunction {

  /** The same stages, with a place after each. */
  @FlowDefinition(extensible = true)
  static class ExtensibleSales {
    private final Sales stages = new Sales();

    @Sequence
    List<Sale> sales(List<Sale> sales) {
      return stages.sales(sales);
    }

    @Filter
    boolean kept(Sale sale) {
      return stages.kept(sale);
    }

    @Function
    Charge charge(Sale sale) {
      return stages.charge(sale);
    }

    @Accumulate
    void add(Revenue revenue, Charge charge) {
      stages.add(revenue, charge);
    }
  }

  /** The same stages, and one more. */
  static class DeclaredSales {
    private final Sales stages = new Sales();

    @Sequence
    List<Sale> sales(List<Sale> sales) {
      return stages.sales(sales);
    }

    @Filter
    boolean kept(Sale sale) {
      return stages.kept(sale);
    }

    @Function
    Charge charge(Sale sale) {
      return stages.charge(sale);
    }

    @Function
    Charge same(Charge charge) {
      return charge;
    }

    @Accumulate
    void add(Revenue revenue, Charge charge) {
      stages.add(revenue, charge);
    }
  }

  private final Sales stages = new Sales();
  private final List<Sale> sales = ObjectChain.randomSales(100_000);

  private final Flow<List<Sale>, Revenue> generated = SalesFlow.of(stages);
  private final Flow<List<Sale>, Revenue> nothingAdded = AddedFunction_ExtensibleSalesFlow.create();

  private final Flow<List<Sale>, Revenue> added =
      AddedFunction_ExtensibleSalesFlow.with(new ExtensibleSales())
          .afterCharge(charge -> charge)
          .build();

  private final Flow<List<Sale>, Revenue> declared = AddedFunction_DeclaredSalesFlow.create();

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
  public Revenue generatedFlowWithAddedFunction() throws Exception {
    return added.single(sales);
  }

  @Benchmark
  public Revenue generatedFlowWithDeclaredStage() throws Exception {
    return declared.single(sales);
  }
}
