package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.benchmarks.Region.Customer;
import dev.stageflow.benchmarks.Region.Line;
import dev.stageflow.benchmarks.Region.Order;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Source;
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
 * Three sequences in one another, a context and an accumulator for each, over 100,000 order lines:
 * with long inner sequences, and with ever shorter ones, which show what starting a sequence costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class NestedSequences {

  /** How many customers, orders of each, and lines of each order. */
  @Param({"20 x 50 x 100", "100 x 100 x 10", "1000 x 10 x 10", "100000 x 1 x 1"})
  String size = "20 x 50 x 100";

  private final RegionReport stages = new RegionReport();
  private Region region = new Region(List.of());

  private final Flow<Region, Long> generated = RegionReportFlow.of(stages);
  private final Flow<Region, Long> built = build(stages);

  @Setup
  public void createRegion() {
    region = region(size);
  }

  /** Makes a region of so many customers, orders of each, and lines of each order. */
  static Region region(String size) {
    int[] counts = Stream.of(size.split(" x ")).mapToInt(Integer::parseInt).toArray();
    Random random = new Random(1);
    Supplier<Line> line = () -> new Line(1 + random.nextInt(9), 100 + random.nextInt(900));
    Supplier<Order> order = () -> new Order(random.nextInt(20), listOf(counts[2], line));
    Supplier<Customer> customer = () -> new Customer(random.nextInt(10), listOf(counts[1], order));
    return new Region(listOf(counts[0], customer));
  }

  private static <T> List<T> listOf(int count, Supplier<T> element) {
    return new ArrayList<>(Stream.generate(element).limit(count).toList());
  }

  Region region() {
    return region;
  }

  private static Flow<Region, Long> build(RegionReport stages) {
    FlowKey<Customer> customer = FlowKey.of("customer", Customer.class);
    FlowKey<Order> order = FlowKey.of("order", Order.class);
    return Flow.<Region>begin()
        .context()
        .sequence(stages::customers)
        .named(customer)
        .context()
        .sequence(stages::orders)
        .named(order)
        .context()
        .sequence(stages::lines)
        .function(order, stages::price)
        .accumulate(() -> 0L, stages::orderTotal)
        .accumulateInto(Revenue::new, stages::customerTotal)
        .function(customer, stages::payable)
        .accumulate(() -> 0L, stages::regionTotal)
        .build();
  }

  @Benchmark
  public long handLoop() {
    long regionTotal = 0;
    for (Customer customer : stages.customers(region)) {
      Revenue customerTotal = new Revenue();
      for (Order order : stages.orders(customer)) {
        long orderTotal = 0;
        for (Line line : stages.lines(order)) {
          orderTotal = stages.orderTotal(orderTotal, stages.price(line, order));
        }
        stages.customerTotal(customerTotal, orderTotal);
      }
      regionTotal = stages.regionTotal(regionTotal, stages.payable(customerTotal, customer));
    }
    return regionTotal;
  }

  @Benchmark
  public long generatedFlow() throws Exception {
    return generated.single(region);
  }

  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(region);
  }

  @Benchmark
  public long stream() {
    return stages.customers(region).stream()
        .mapToLong(
            customer ->
                stages.payable(
                    stages.orders(customer).stream()
                        .mapToLong(
                            order ->
                                stages.lines(order).stream()
                                    .mapToLong(line -> stages.price(line, order))
                                    .reduce(0, stages::orderTotal))
                        .collect(Revenue::new, stages::customerTotal, Revenue::addAll),
                    customer))
        .reduce(0, stages::regionTotal);
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.regionTotal(stages, region);
  }

  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .iterable(stages.customers(region))
        .onItem()
        .transformToUniAndConcatenate(
            customer ->
                Multi.createFrom()
                    .iterable(stages.orders(customer))
                    .onItem()
                    .transformToUniAndConcatenate(
                        order ->
                            Multi.createFrom()
                                .iterable(stages.lines(order))
                                .map(line -> stages.price(line, order))
                                .collect()
                                .with(Collectors.reducing(0L, stages::orderTotal)))
                    .collect()
                    .in(Revenue::new, stages::customerTotal)
                    .map(total -> stages.payable(total, customer)))
        .collect()
        .with(Collectors.reducing(0L, stages::regionTotal))
        .await()
        .indefinitely();
  }

  @Benchmark
  public long pekko() {
    return Source.from(stages.customers(region))
        .flatMapConcat(
            customer ->
                Source.from(stages.orders(customer))
                    .flatMapConcat(
                        order ->
                            Source.from(stages.lines(order))
                                .map(line -> stages.price(line, order))
                                .fold(0L, stages::orderTotal))
                    .fold(
                        new Revenue(),
                        (total, order) -> {
                          stages.customerTotal(total, order);
                          return total;
                        })
                    .map(total -> stages.payable(total, customer)))
        .runFold(0L, stages::regionTotal, Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public long reactor() {
    return Flux.fromIterable(stages.customers(region))
        .concatMap(
            customer ->
                Flux.fromIterable(stages.orders(customer))
                    .concatMap(
                        order ->
                            Flux.fromIterable(stages.lines(order))
                                .map(line -> stages.price(line, order))
                                .reduce(0L, stages::orderTotal))
                    .collect(Revenue::new, stages::customerTotal)
                    .map(total -> stages.payable(total, customer)))
        .reduce(0L, stages::regionTotal)
        .blockOptional()
        .orElseThrow();
  }

  @Benchmark
  public long rxJava() {
    return Flowable.fromIterable(stages.customers(region))
        .concatMapSingle(
            customer ->
                Flowable.fromIterable(stages.orders(customer))
                    .concatMapSingle(
                        order ->
                            Flowable.fromIterable(stages.lines(order))
                                .map(line -> stages.price(line, order))
                                .reduce(0L, stages::orderTotal))
                    .collect(Revenue::new, stages::customerTotal)
                    .map(total -> stages.payable(total, customer)))
        .reduce(0L, stages::regionTotal)
        .blockingGet();
  }
}
