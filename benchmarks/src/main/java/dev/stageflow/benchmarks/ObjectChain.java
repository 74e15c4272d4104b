package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/**
 * Filter, map to another record and add to a mutable total, over a list of 100,000 records: as the
 * only such chain of the JVM, and after others, so that a call of a stage in a library's code has
 * seen several methods, as in any larger program.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class ObjectChain {
  private static final String ALONE = "alone";
  private static final int OTHER_RUNS = 300;

  /** Whether other chains have run before. */
  @Param({ALONE, "after others"})
  String runs = ALONE;

  private final Sales stages = new Sales();
  private final List<Sale> sales = randomSales(100_000);

  private final Flow<List<Sale>, Revenue> generated = SalesFlow.of(stages);

  private final Flow<List<Sale>, Revenue> built =
      Flow.<List<Sale>>begin()
          .sequence(stages::sales)
          .filter(stages::kept)
          .function(stages::charge)
          .accumulateInto(Revenue::new, stages::add)
          .build();

  /**
   * Runs other chains by each library; Pekko's threads are idle beside the variants from then on.
   */
  @Setup
  public void runOthers() throws Exception {
    if (runs.equals(ALONE)) {
      return;
    }
    List<Sale> some = sales.subList(0, 1_000);
    for (int run = 0; run < OTHER_RUNS; run++) {
      runOther(some, sale -> sale.cents() > 500, sale -> sale.quantity());
      runOther(some, sale -> sale.quantity() > 5, sale -> sale.cents());
      runOther(some, sale -> sale.product() > 500, sale -> sale.product());
    }
  }

  private static void runOther(List<Sale> sales, Predicate<Sale> kept, ToLongFunction<Sale> number)
      throws Exception {
    long sum =
        Flow.<List<Sale>>begin()
            .sequence(all -> all)
            .filter(kept::test)
            .function(number::applyAsLong)
            .accumulate(() -> 0L, Long::sum)
            .build()
            .single(sales);
    requireSum(sum, sales.stream().filter(kept).map(number::applyAsLong).reduce(0L, Long::sum));
    requireSum(
        sum,
        Flux.fromIterable(sales)
            .filter(kept)
            .map(number::applyAsLong)
            .reduce(0L, Long::sum)
            .block());
    requireSum(
        sum,
        Flowable.fromIterable(sales)
            .filter(kept::test)
            .map(number::applyAsLong)
            .reduce(0L, Long::sum)
            .blockingGet());
    requireSum(
        sum,
        Multi.createFrom()
            .iterable(sales)
            .filter(kept)
            .map(number::applyAsLong)
            .collect()
            .with(Collectors.reducing(0L, Long::sum))
            .await()
            .indefinitely());
    requireSum(
        sum,
        Source.from(sales)
            .filter(kept::test)
            .map(number::applyAsLong)
            .runFold(0L, Long::sum, Actors.SYSTEM)
            .toCompletableFuture()
            .join());
    requireSum(sum, KotlinFlows.numberSum(sales, kept, number));
  }

  private static void requireSum(long expected, @Nullable Long actual) {
    if (actual == null || actual != expected) {
      throw new IllegalStateException(actual + " instead of " + expected);
    }
  }

  static List<Sale> randomSales(int count) {
    Random random = new Random(1);
    List<Sale> sales =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    new Sale(
                        random.nextInt(1_000),
                        1 + random.nextInt(9),
                        100 + random.nextInt(900),
                        random.nextInt(20),
                        // Regular: a mispredicted branch would cost every variant the same, and so
                        // make them look more alike than they are.
                        number % 8 == 0))
            .toList();
    return new ArrayList<>(sales);
  }

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
  public Revenue builtFlow() throws Exception {
    return built.single(sales);
  }

  @Benchmark
  public Revenue stream() {
    return stages.sales(sales).stream()
        .filter(stages::kept)
        .map(stages::charge)
        .collect(Revenue::new, stages::add, Revenue::addAll);
  }

  @Benchmark
  public Revenue kotlinFlow() {
    return KotlinFlows.revenue(stages, sales);
  }

  @Benchmark
  public Revenue mutiny() {
    return Multi.createFrom()
        .iterable(stages.sales(sales))
        .filter(stages::kept)
        .map(stages::charge)
        .collect()
        .in(Revenue::new, stages::add)
        .await()
        .indefinitely();
  }

  @Benchmark
  public Revenue pekko() {
    return Source.from(stages.sales(sales))
        .filter(stages::kept)
        .map(stages::charge)
        .runFold(
            new Revenue(),
            (revenue, charge) -> {
              stages.add(revenue, charge);
              return revenue;
            },
            Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public Revenue reactor() {
    return Flux.fromIterable(stages.sales(sales))
        .filter(stages::kept)
        .map(stages::charge)
        .collect(Revenue::new, stages::add)
        .blockOptional()
        .orElseThrow();
  }

  @Benchmark
  public Revenue rxJava() {
    return Flowable.fromIterable(stages.sales(sales))
        .filter(stages::kept)
        .map(stages::charge)
        .collect(Revenue::new, stages::add)
        .blockingGet();
  }
}
