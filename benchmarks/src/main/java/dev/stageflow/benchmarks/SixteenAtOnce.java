package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.StreamConverters;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A service is asked for each of many numbers, sixteen at once, and a checksum of the answers is
 * computed, which depends on their order: 1,000 answers that take a millisecond each, or 1,000,000
 * that are there at once, which shows what the window itself costs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SixteenAtOnce {
  private static final int AT_ONCE = 16;

  /** Whether an answer takes a millisecond, or is there at once. */
  @Param({"later", "at once"})
  String answers = "at once";

  /** Asks for one after the other. */
  static class OneQuote {
    private final Quotes stages;

    OneQuote(Quotes stages) {
      this.stages = stages;
    }

    @Sequence
    int[] numbers(int[] numbers) {
      return stages.numbers(numbers);
    }

    @Function
    CompletableFuture<Integer> ask(int number) {
      return stages.ask(number);
    }

    @Accumulate
    long checksum(long checksum, int answer) {
      return stages.checksum(checksum, answer);
    }
  }

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "service");
            thread.setDaemon(true);
            return thread;
          });

  private int[] numbers = {};
  private int[][] pairs = {};
  private final Quotes stages = new Quotes(this::ask);
  private final Flow<int[], Long> generated = QuotesFlow.of(stages);
  private final Flow<int[], Long> oneByOne = SixteenAtOnce_OneQuoteFlow.of(new OneQuote(stages));
  private final Flow<int[][], Long> generatedPairs =
      PairedQuotesFlow.of(new PairedQuotes(this::ask));

  private final Flow<int[], Long> built =
      Flow.<int[]>begin()
          .sequence(all -> IntStream.of(all).boxed().toList())
          .functionAsync(stages::ask)
          .parallel(AT_ONCE)
          .accumulate(() -> 0L, stages::checksum)
          .build();

  /** Makes the numbers. */
  @Setup
  public void createNumbers() {
    int count = answers.equals("later") ? 1_000 : 1_000_000;
    numbers = IntStream.range(0, count).toArray();
    pairs =
        IntStream.range(0, count / 2)
            .mapToObj(pair -> new int[] {2 * pair, 2 * pair + 1})
            .toArray(int[][]::new);
  }

  /** Stops the service. */
  @TearDown
  public void stop() {
    timer.shutdownNow();
  }

  private CompletableFuture<Integer> ask(int number) {
    if (!answers.equals("later")) {
      return CompletableFuture.completedFuture(number);
    }
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    Future<?> unused = timer.schedule(() -> answer.complete(number), 1, TimeUnit.MILLISECONDS);
    return answer;
  }

  /** A window by hand. */
  @Benchmark
  public long handLoop() {
    Deque<CompletableFuture<Integer>> window = new ArrayDeque<>(AT_ONCE);
    long checksum = 0;
    for (int number : numbers) {
      if (window.size() == AT_ONCE) {
        checksum = stages.checksum(checksum, window.remove().join());
      }
      window.add(stages.ask(number));
    }
    while (!window.isEmpty()) {
      checksum = stages.checksum(checksum, window.remove().join());
    }
    return checksum;
  }

  /** The generated flow. */
  @Benchmark
  public long generatedFlow() throws Exception {
    return generated.single(numbers);
  }

  /** The generated flow, of numbers in pairs. */
  @Benchmark
  public long generatedFlowOfPairs() throws Exception {
    return generatedPairs.single(pairs);
  }

  /** The generated flow, without a parallel stage. */
  @Benchmark
  public long generatedFlowOneByOne() throws Exception {
    return oneByOne.single(numbers);
  }

  /** The built flow. */
  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(numbers);
  }

  /** Kotlin's flows. */
  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.checksumOfAnswers(stages, numbers, AT_ONCE);
  }

  /** Mutiny, whose streams ask several at once in no order: sixteen by sixteen, each joined. */
  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .items(IntStream.of(numbers).boxed())
        .group()
        .intoLists()
        .of(AT_ONCE)
        .onItem()
        .transformToUniAndConcatenate(
            some -> Uni.join().all(some.stream().map(this::mutinyAsk).toList()).andFailFast())
        .onItem()
        .<Integer>disjoint()
        .onItem()
        .scan(() -> 0L, stages::checksum)
        .collect()
        .last()
        .await()
        .indefinitely();
  }

  private Uni<Integer> mutinyAsk(int number) {
    return Uni.createFrom().completionStage(() -> stages.ask(number));
  }

  /** Reactor. */
  @Benchmark
  public long reactor() {
    return Flux.fromStream(() -> IntStream.of(numbers).boxed())
        .flatMapSequential(number -> Mono.fromFuture(() -> stages.ask(number)), AT_ONCE)
        .reduce(0L, stages::checksum)
        .blockOptional()
        .orElseThrow();
  }

  /** RxJava. */
  @Benchmark
  public long rxJava() {
    return Flowable.fromStream(IntStream.of(numbers).boxed())
        .concatMapEager(number -> Flowable.fromCompletionStage(stages.ask(number)), AT_ONCE, 1)
        .reduce(0L, stages::checksum)
        .blockingGet();
  }

  /** Pekko. */
  @Benchmark
  public long pekko() {
    return StreamConverters.fromJavaStream(() -> IntStream.of(numbers).boxed())
        .mapAsync(AT_ONCE, stages::ask)
        .runFold(0L, stages::checksum, Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  /** Virtual threads that take a permit each, from JDK 21 on. */
  @Benchmark
  public long virtualThreads() throws InterruptedException, ExecutionException {
    ExecutorService threads = Threads.virtual();
    Semaphore permits = new Semaphore(AT_ONCE);
    Deque<Future<Integer>> asked = new ArrayDeque<>();
    long checksum = 0;
    for (int number : numbers) {
      while (!asked.isEmpty() && asked.element().isDone()) {
        checksum = stages.checksum(checksum, asked.remove().get());
      }
      permits.acquire();
      asked.add(
          threads.submit(
              () -> {
                try {
                  return stages.ask(number).join();
                } finally {
                  permits.release();
                }
              }));
    }
    while (!asked.isEmpty()) {
      checksum = stages.checksum(checksum, asked.remove().get());
    }
    threads.shutdown();
    return checksum;
  }
}
