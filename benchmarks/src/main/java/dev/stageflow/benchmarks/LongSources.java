package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Sequence;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.PrimitiveIterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.pekko.stream.javadsl.StreamConverters;
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

/**
 * A checksum of a million {@code long}s that no array holds: out of a stream, and out of an
 * iterator of primitives. The libraries that know no primitives box what the stream brings.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class LongSources {

  /** Reads a stream. */
  static class OfStream {

    @Sequence
    LongStream numbers(long count) {
      return LongStream.range(0, count);
    }

    @Accumulate
    long checksum(long sum, long number) {
      return mixed(sum, number);
    }
  }

  /** Reads an iterator. */
  static class OfIterator {

    @Sequence
    PrimitiveIterator.OfLong numbers(long count) {
      return new Counting(count);
    }

    @Accumulate
    long checksum(long sum, long number) {
      return mixed(sum, number);
    }
  }

  private static final class Counting implements PrimitiveIterator.OfLong {
    private final long count;
    private long next;

    Counting(long count) {
      this.count = count;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public long nextLong() {
      return next++;
    }
  }

  /** As little work as cannot be done for several numbers at once. */
  private static long mixed(long sum, long number) {
    return Long.rotateLeft(sum, 1) ^ number;
  }

  private long count = 1_000_000;

  private final OfStream stages = new OfStream();
  private final Flow<Long, Long> ofStream = LongSources_OfStreamFlow.of(stages);
  private final Flow<Long, Long> ofIterator = LongSources_OfIteratorFlow.create();

  private final Flow<Long, Long> built =
      Flow.<Long>begin()
          .sequenceFrom(count -> FlowIterator.of(stages.numbers(count).boxed()))
          .accumulate(() -> 0L, stages::checksum)
          .build();

  @Benchmark
  public long handLoop() {
    long sum = 0;
    for (long number = 0; number < count; number++) {
      sum = mixed(sum, number);
    }
    return sum;
  }

  @Benchmark
  public long generatedFlowOfStream() throws Exception {
    return ofStream.single(count);
  }

  @Benchmark
  public long generatedFlowOfIterator() throws Exception {
    return ofIterator.single(count);
  }

  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(count);
  }

  @Benchmark
  public long stream() {
    return stages.numbers(count).reduce(0, stages::checksum);
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.checksum(stages, count);
  }

  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .items(() -> stages.numbers(count).boxed())
        .collect()
        .with(Collectors.reducing(0L, stages::checksum))
        .await()
        .indefinitely();
  }

  @Benchmark
  public long pekko() {
    return StreamConverters.fromJavaStream(() -> stages.numbers(count).boxed())
        .runFold(0L, stages::checksum, Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public long reactor() {
    return Flux.fromStream(() -> stages.numbers(count).boxed())
        .reduce(0L, stages::checksum)
        .blockOptional()
        .orElseThrow();
  }

  @Benchmark
  public long rxJava() {
    return Flowable.fromStream(stages.numbers(count).boxed())
        .reduce(0L, stages::checksum)
        .blockingGet();
  }
}
