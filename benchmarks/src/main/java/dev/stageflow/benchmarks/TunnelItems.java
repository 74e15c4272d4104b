package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
import org.apache.pekko.stream.javadsl.Source;
import org.jctools.queues.SpscArrayQueue;
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
 * A worker thread reads 1,000,000 boxed numbers from an iterator, another thread sums them. The
 * loop by hand is the limit: both of its threads spin, which no other variant does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TunnelItems {

  /** As many as a tunnel lets be in flight. */
  private static final int CAPACITY = 16_384;

  private final List<Long> numbers = LongStream.range(0, 1_000_000).boxed().toList();
  private final ExecutorService worker = Threads.worker();
  private final ExecutorService loop = Threads.loop();
  private final CoroutineDispatcher workerDispatcher = ExecutorsKt.from(worker);
  private final CoroutineDispatcher loopDispatcher = ExecutorsKt.from(loop);
  private final Flow<List<Long>, Long> generated = NumbersFlow.of(new Numbers());

  private final Flow<List<Long>, Long> built =
      Flow.<List<Long>>begin()
          .sequence(all -> all)
          .tunnel()
          .accumulate(() -> 0L, Long::sum)
          .build();

  @Benchmark
  public long handLoop() throws InterruptedException, ExecutionException {
    SpscArrayQueue<Long> queue = new SpscArrayQueue<>(CAPACITY);
    Future<?> producer =
        worker.submit(
            () -> {
              for (Long number : numbers) {
                while (!queue.offer(number)) {
                  Thread.onSpinWait();
                }
              }
            });
    long sum = 0;
    for (int left = numbers.size(); left > 0; left--) {
      Long number = queue.poll();
      while (number == null) {
        Thread.onSpinWait();
        number = queue.poll();
      }
      sum += number;
    }
    producer.get();
    return sum;
  }

  @Benchmark
  public long generatedFlow() throws Exception {
    return generated.single(numbers);
  }

  @Benchmark
  public long generatedFlowOnLoop() {
    return generated.on(loop).single(numbers).join();
  }

  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(numbers);
  }

  @Benchmark
  public long arrayBlockingQueue() throws InterruptedException, ExecutionException {
    ArrayBlockingQueue<Long> queue = new ArrayBlockingQueue<>(CAPACITY);
    Future<?> producer =
        worker.submit(
            () -> {
              for (Long number : numbers) {
                queue.put(number);
              }
              return null;
            });
    long sum = 0;
    for (int left = numbers.size(); left > 0; left--) {
      sum += queue.take();
    }
    producer.get();
    return sum;
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.tunnelledSum(numbers, workerDispatcher, loopDispatcher);
  }

  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .iterable(numbers)
        .runSubscriptionOn(worker)
        .emitOn(loop)
        .collect()
        .with(Collectors.reducing(0L, Long::sum))
        .await()
        .indefinitely();
  }

  @Benchmark
  public long pekko() {
    return Source.from(numbers)
        .async()
        .runFold(0L, Long::sum, Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public long reactor() {
    return Flux.fromIterable(numbers)
        .subscribeOn(reactor.core.scheduler.Schedulers.fromExecutorService(worker))
        .publishOn(reactor.core.scheduler.Schedulers.fromExecutorService(loop))
        .reduce(0L, Long::sum)
        .blockOptional()
        .orElseThrow();
  }

  @Benchmark
  public long rxJava() {
    return Flowable.fromIterable(numbers)
        .subscribeOn(io.reactivex.rxjava3.schedulers.Schedulers.from(worker))
        .observeOn(io.reactivex.rxjava3.schedulers.Schedulers.from(loop))
        .reduce(0L, Long::sum)
        .blockingGet();
  }
}
