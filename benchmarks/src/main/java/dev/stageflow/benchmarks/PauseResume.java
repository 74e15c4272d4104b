package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRunner;
import dev.stageflow.PauseFlow;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
import org.apache.pekko.stream.ActorAttributes;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sums 100,000 numbers on a loop and gives the loop back before each one, or each 16th, or each
 * 256th. The code by hand does nothing but that: it hands the loop the task that goes on; or a
 * signal, upon which it hands the loop that task; or it calls the flow's stages. The libraries hand
 * on lists of as many numbers, each after a pause. A stream of Pekko knows no next turn and waits
 * for a signal in both cases, on a loop of Pekko's own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PauseResume {
  static final String NEXT_TURN = "until the next turn";
  static final String SIGNAL = "until a signal";

  @Param({NEXT_TURN, SIGNAL})
  String pause = NEXT_TURN;

  /** How many numbers there are from one pause to the next. */
  @Param({"1", "16", "256"})
  int numbersPerPause = 1;

  private final long[] numbers = LongStream.range(0, 100_000).toArray();
  private final Long[] boxedNumbers = Arrays.stream(numbers).boxed().toArray(Long[]::new);
  final ExecutorService loop = Threads.loop();
  private final CoroutineDispatcher dispatcher = ExecutorsKt.from(loop);

  private final reactor.core.scheduler.Scheduler reactorLoop =
      reactor.core.scheduler.Schedulers.fromExecutorService(loop);
  private final io.reactivex.rxjava3.core.Scheduler rxLoop =
      io.reactivex.rxjava3.schedulers.Schedulers.from(loop);

  private final FlowRunner<long[], Long> generated =
      runner(PausingNumbersFlow.perRun(this::stages));
  private final FlowRunner<PausingNumbers, Long> built = runner(build());

  private <I> FlowRunner<I, Long> runner(Flow<I, Long> pausing) {
    return pausing.on(loop).waitInterval(Duration.ZERO);
  }

  /** Its input are the stages, which keep something of their run. */
  private Flow<PausingNumbers, Long> build() {
    FlowKey<PausingNumbers> stages = FlowKey.of("stages", PausingNumbers.class);
    return Flow.begin(stages)
        .sequence(each -> Arrays.asList(boxedNumbers))
        .function(stages, (number, pausing) -> pausing.pausing(number))
        .accumulate(() -> 0L, Long::sum)
        .build();
  }

  private PausingNumbers stages() {
    return new PausingNumbers(this::nextPause, numbersPerPause);
  }

  private PauseFlow nextPause() {
    return untilSignal() ? PauseFlow.until(signal()) : PauseFlow.now();
  }

  private boolean untilSignal() {
    return pause.equals(SIGNAL);
  }

  private CompletableFuture<Void> signal() {
    return signal(loop);
  }

  private static CompletableFuture<Void> signal(Executor loop) {
    CompletableFuture<Void> signal = new CompletableFuture<>();
    loop.execute(() -> signal.complete(null));
    return signal;
  }

  @Benchmark
  public long generatedFlow() {
    return generated.single(numbers).join();
  }

  @Benchmark
  public long builtFlow() {
    return built.single(stages()).join();
  }

  @Benchmark
  public long handLoop() {
    Summing summing = new Summing();
    loop.execute(summing::goOn);
    return summing.result.join();
  }

  @Benchmark
  public long handLoopOfStages() {
    SummingStages summing = new SummingStages();
    loop.execute(summing::goOn);
    return summing.result.join();
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.pausingSum(
        numbers, numbersPerPause, untilSignal() ? this::signal : null, dispatcher);
  }

  @Benchmark
  public long mutiny() {
    return Multi.createFrom()
        .items(boxedNumbers)
        .group()
        .intoLists()
        .of(numbersPerPause)
        .onItem()
        .transformToUniAndConcatenate(some -> mutinyPause().emitOn(loop).replaceWith(some))
        .onItem()
        .<Long>disjoint()
        .collect()
        .with(Collectors.reducing(0L, Long::sum))
        .runSubscriptionOn(loop)
        .await()
        .indefinitely();
  }

  private Uni<Void> mutinyPause() {
    return untilSignal() ? Uni.createFrom().completionStage(signal()) : Uni.createFrom().voidItem();
  }

  @Benchmark
  public long pekko() {
    return Source.<Long>fromArray(boxedNumbers)
        .grouped(numbersPerPause)
        .mapAsync(1, some -> signal(Actors.loop()).thenApply(none -> some))
        .mapConcat(some -> some)
        .toMat(Sink.fold(0L, Long::sum), Keep.right())
        .withAttributes(ActorAttributes.dispatcher(Actors.LOOP))
        .run(Actors.SYSTEM)
        .toCompletableFuture()
        .join();
  }

  @Benchmark
  public long reactor() {
    return Flux.fromArray(boxedNumbers)
        .buffer(numbersPerPause)
        .concatMap(some -> reactorPause().publishOn(reactorLoop).thenReturn(some))
        .concatMapIterable(some -> some)
        .reduce(0L, Long::sum)
        .subscribeOn(reactorLoop)
        .blockOptional()
        .orElseThrow();
  }

  private Mono<Void> reactorPause() {
    return untilSignal() ? Mono.fromFuture(signal()) : Mono.empty();
  }

  @Benchmark
  public long rxJava() {
    return Flowable.fromArray(boxedNumbers)
        .buffer(numbersPerPause)
        .concatMapSingle(some -> rxPause().observeOn(rxLoop).toSingleDefault(some))
        .concatMapIterable(some -> some)
        .reduce(0L, Long::sum)
        .subscribeOn(rxLoop)
        .blockingGet();
  }

  private Completable rxPause() {
    return untilSignal() ? Completable.fromCompletionStage(signal()) : Completable.complete();
  }

  private void goOnLater(Runnable task) {
    if (untilSignal()) {
      CompletableFuture<Void> unused = signal().thenRunAsync(task, loop);
    } else {
      loop.execute(task);
    }
  }

  /** Calls the flow's stages, where {@link Summing} adds a row of numbers without asking any. */
  private final class SummingStages {
    final CompletableFuture<Long> result = new CompletableFuture<>();
    private final PausingNumbers stages = new PausingNumbers(PauseFlow::now, numbersPerPause);
    private int index;
    private long sum;

    void goOn() {
      try {
        while (index < numbers.length) {
          sum = stages.sum(sum, stages.pausing(numbers[index]));
          index++;
        }
        result.complete(sum);
      } catch (PauseFlow pause) {
        goOnLater(this::goOn);
      }
    }
  }

  private final class Summing {
    final CompletableFuture<Long> result = new CompletableFuture<>();
    private int index;
    private int end;
    private long sum;

    void goOn() {
      while (index < end) {
        sum += numbers[index++];
      }
      end = Math.min(index + numbersPerPause, numbers.length);
      if (index == numbers.length) {
        result.complete(sum);
      } else {
        goOnLater(this::goOn);
      }
    }
  }
}
