package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import io.reactivex.rxjava3.core.Flowable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * A service is asked for each of many numbers, sixteen at once, and the answers are summed up in
 * order: a thousand answers that take a millisecond each, or many that are there at once, which
 * shows what the window itself costs.
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

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "service");
            thread.setDaemon(true);
            return thread;
          });

  private int[] numbers = {};
  private int[][] pairs = {};
  private final Flow<int[], Long> generated = QuotesFlow.of(new Quotes(this::ask));
  private final Flow<int[][], Long> generatedPairs =
      PairedQuotesFlow.of(new PairedQuotes(this::ask));

  private final Flow<int[], Long> built =
      Flow.<int[]>begin()
          .sequence(all -> IntStream.of(all).boxed().toList())
          .functionAsync(this::ask)
          .parallel(AT_ONCE)
          .accumulate(() -> 0L, Long::sum)
          .build();

  /** Makes the numbers. */
  @Setup
  public void createNumbers() {
    int count = answers.equals("later") ? 1_000 : 100_000;
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
  public long handWindow() {
    Deque<CompletableFuture<Integer>> window = new ArrayDeque<>(AT_ONCE);
    long sum = 0;
    for (int number : numbers) {
      if (window.size() == AT_ONCE) {
        sum += window.remove().join();
      }
      window.add(ask(number));
    }
    while (!window.isEmpty()) {
      sum += window.remove().join();
    }
    return sum;
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

  /** The built flow. */
  @Benchmark
  public long builtFlow() throws Exception {
    return built.single(numbers);
  }

  /** Reactor. */
  @Benchmark
  public long reactor() {
    return Flux.fromStream(() -> IntStream.of(numbers).boxed())
        .flatMapSequential(number -> Mono.fromFuture(() -> ask(number)), AT_ONCE)
        .reduce(0L, Long::sum)
        .blockOptional()
        .orElseThrow();
  }

  /** RxJava. */
  @Benchmark
  public long rxJava() {
    return Flowable.fromStream(IntStream.of(numbers).boxed())
        .concatMapEager(number -> Flowable.fromCompletionStage(ask(number)), AT_ONCE, 1)
        .reduce(0L, Long::sum)
        .blockingGet();
  }
}
