package dev.stageflow.benchmarks;

import dev.stageflow.Flow;
import dev.stageflow.FlowRunner;
import dev.stageflow.PauseFlow;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import kotlinx.coroutines.CoroutineDispatcher;
import kotlinx.coroutines.ExecutorsKt;
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

/**
 * Sums 100,000 numbers on a loop and gives the loop back before each one, or each 16th, or each
 * 256th. The code by hand does nothing but that: it hands the loop the task that goes on; or a
 * signal, upon which it hands the loop that task.
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
  private final ExecutorService loop = Threads.loop();
  private final CoroutineDispatcher dispatcher = ExecutorsKt.from(loop);

  private final FlowRunner<long[], Long> flow =
      runner(PausingNumbersFlow.perRun(() -> new PausingNumbers(this::nextPause, numbersPerPause)));

  private FlowRunner<long[], Long> runner(Flow<long[], Long> pausing) {
    return pausing.on(loop).waitInterval(Duration.ZERO);
  }

  private PauseFlow nextPause() {
    return pause.equals(SIGNAL) ? PauseFlow.until(signal()) : PauseFlow.now();
  }

  private CompletableFuture<Void> signal() {
    CompletableFuture<Void> signal = new CompletableFuture<>();
    loop.execute(() -> signal.complete(null));
    return signal;
  }

  @Benchmark
  public long generatedFlow() {
    return flow.single(numbers).join();
  }

  @Benchmark
  public long handLoop() {
    Summing summing = new Summing();
    loop.execute(summing::goOn);
    return summing.result.join();
  }

  @Benchmark
  public long kotlinFlow() {
    return KotlinFlows.pausingSum(
        numbers, numbersPerPause, pause.equals(SIGNAL) ? this::signal : null, dispatcher);
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
      } else if (pause.equals(SIGNAL)) {
        CompletableFuture<Void> unused = signal().thenRunAsync(this::goOn, loop);
      } else {
        loop.execute(this::goOn);
      }
    }
  }
}
