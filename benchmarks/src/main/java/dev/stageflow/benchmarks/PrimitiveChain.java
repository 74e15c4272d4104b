package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.pekko.stream.javadsl.Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/** Map, filter, map and sum over a million {@code long}s in an array. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class PrimitiveChain {
  private final Readings stages = new Readings();
  private final long[] readings = LongStream.range(0, 1_000_000).toArray();

  /** For those that know no primitives, so that they need not box what they read. */
  private final Long[] boxedReadings = Arrays.stream(readings).boxed().toArray(Long[]::new);

  private final Flow<long[], Long> generated = ReadingsFlow.of(stages);

  private final Flow<Long[], Long> built =
      Flow.<Long[]>begin()
          .sequence(Arrays::asList)
          .function(stages::calibrated)
          .filter(stages::plausible)
          .function(stages::coarse)
          .accumulate(() -> 0L, stages::sum)
          .build();

  @Benchmark
  public long handLoop() {
    long sum = 0;
    for (long raw : stages.raw(readings)) {
      long calibrated = stages.calibrated(raw);
      if (stages.plausible(calibrated)) {
        sum = stages.sum(sum, stages.coarse(calibrated));
      }
    }
    return sum;
  }

  @Benchmark
  public long generatedFlow() throws Exception {
    return generated.single(readings);
  }

  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(boxedReadings);
  }

  @Benchmark
  public long stream() {
    return Arrays.stream(stages.raw(readings))
        .map(stages::calibrated)
        .filter(stages::plausible)
        .map(stages::coarse)
        .reduce(0, stages::sum);
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.coarseSum(stages, readings);
  }

  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .items(boxedReadings)
        .map(stages::calibrated)
        .filter(stages::plausible)
        .map(stages::coarse)
        .collect()
        .with(Collectors.reducing(0L, stages::sum))
        .await()
        .indefinitely();
  }

  @Benchmark
  public long pekko() {
    return Source.<Long>fromArray(boxedReadings)
        .map(stages::calibrated)
        .filter(stages::plausible)
        .map(stages::coarse)
        .runFold(0L, stages::sum, Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public long reactor() {
    return Flux.fromArray(boxedReadings)
        .map(stages::calibrated)
        .filter(stages::plausible)
        .map(stages::coarse)
        .reduce(0L, stages::sum)
        .blockOptional()
        .orElseThrow();
  }

  @Benchmark
  public long rxJava() {
    return Flowable.fromArray(boxedReadings)
        .map(stages::calibrated)
        .filter(stages::plausible)
        .map(stages::coarse)
        .reduce(0L, stages::sum)
        .blockingGet();
  }
}
