package dev.stageflow.benchmarks;

import dev.stageflow.DurableFlow;
import dev.stageflow.SavedRun;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One save of a run in the midst of three sequences, each with a context and an accumulator, to
 * bytes, and one restored from them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(5)
@Warmup(iterations = 4, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // what is made before the first call
public class SaveAndRestore {
  private static final int COUNT = 1_000;

  private final DurableFlow<Integer, Long> flow = StoredTotalsFlow.create();
  private SavedRun run;
  private byte[] saved;

  @Setup
  public void advance() throws Exception {
    run = flow.stepwise(COUNT, total -> {});
    boolean unused = run.proceed(COUNT / 2);
    saved = run.save();
  }

  @Benchmark
  public byte[] save() {
    return run.save();
  }

  @Benchmark
  public SavedRun restore() throws Exception {
    return flow.restore(saved, total -> {});
  }

  /**
   * Returns how many bytes a save takes, with the text that describes the run's form and without.
   */
  String bytes() {
    return "%d bytes, of which the form takes %d"
        .formatted(saved.length, flow.savedForm().length());
  }

  /**
   * Prints how many bytes a save takes.
   *
   * @param arguments none
   * @throws Exception if the run fails
   */
  public static void main(String[] arguments) throws Exception {
    SaveAndRestore benchmark = new SaveAndRestore();
    benchmark.advance();
    System.out.println(benchmark.bytes());
  }
}
