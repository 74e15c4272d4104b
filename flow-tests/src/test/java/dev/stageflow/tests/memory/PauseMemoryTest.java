package dev.stageflow.tests.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.FlowFuture;
import dev.stageflow.FlowRunner;
import dev.stageflow.PauseFlow;
import dev.stageflow.SavedRun;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How many bytes a run allocates for each pause, for each item of a parallel stage or a tunnel, and
 * for each time that it is saved. Its executor is a queue that keeps no object of its own for a
 * task, and that one thread empties.
 */
class PauseMemoryTest {
  private static final int TASKS = 64;

  /** So long that no slice ends because of the time that it took. */
  private static final Duration HOUR = Duration.ofHours(1);

  /** A pause before each number. */
  static class Pausing {
    private final Supplier<PauseFlow> pause;
    private boolean hasPaused;

    Pausing(Supplier<PauseFlow> pause) {
      this.pause = pause;
    }

    @Sequence
    int[] numbers(int[] numbers) {
      return numbers;
    }

    @Function
    int pausing(int number) throws PauseFlow {
      hasPaused = !hasPaused;
      if (hasPaused) {
        throw pause.get();
      }
      return number;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  /** Asks for each number, one after the other, and is answered at once. */
  static class OneQuote {
    private final CompletableFuture<Integer> answer = CompletableFuture.completedFuture(1);

    @Sequence
    int[] numbers(int[] numbers) {
      return numbers;
    }

    @Function
    CompletableFuture<Integer> ask(int number) {
      return answer;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  /** The same, sixteen at once. */
  static class Quotes {
    private final OneQuote stages = new OneQuote();

    @Sequence
    int[] numbers(int[] numbers) {
      return numbers;
    }

    @Parallel(16)
    @Function
    CompletableFuture<Integer> ask(int number) {
      return stages.ask(number);
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  /** Reads by a worker. */
  static class Reading {
    @Tunnel
    @Sequence
    Iterable<String> words(List<String> words) {
      return words;
    }

    @Accumulate
    int longest(int longest, String word) {
      return Math.max(longest, word.length());
    }
  }

  /** Can be saved. */
  @FlowDefinition(durable = true)
  static class Totals {
    @Sequence
    int[] numbers(int count) {
      return new int[count];
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }
  }

  private final Queue<Runnable> tasks = new ArrayDeque<>(TASKS);

  private <O> O joined(FlowFuture<O> output) {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
    assertThat(output.isDone()).isTrue();
    return output.join();
  }

  private double bytesOfPause(Supplier<PauseFlow> pause) throws Exception {
    FlowRunner<int[], Integer> pausing =
        PauseMemoryTest_PausingFlow.perRun(() -> new Pausing(pause))
            .on(tasks::add)
            .timeSlice(HOUR)
            .waitInterval(Duration.ZERO);
    return AllocatedBytes.ofItem(int[]::new, numbers -> joined(pausing.single(numbers)));
  }

  @Test
  void aPauseUntilTheNextTurnTakesASlice() throws Exception {
    assertThat(bytesOfPause(PauseFlow::now)).isEqualTo(24.0);
  }

  /** Of these, 88 are the stage's: the signal, the task that completes it, and the pause. */
  @Test
  void aPauseUntilASignalTakesASliceAndAWait() throws Exception {
    assertThat(bytesOfPause(() -> PauseFlow.until(signal()))).isBetween(24.0, 224.0);
  }

  private CompletableFuture<Void> signal() {
    CompletableFuture<Void> signal = new CompletableFuture<>();
    tasks.add(() -> signal.complete(null));
    return signal;
  }

  @Test
  void anAnswerThatIsThereTakesTheCall() throws Exception {
    PauseMemoryTest_OneQuoteFlow flow = PauseMemoryTest_OneQuoteFlow.create();
    assertThat(AllocatedBytes.ofItem(int[]::new, flow::single)).isBetween(0.0, 24.0);
  }

  /** The item takes 48, and the call 16. */
  @Test
  void anItemOfAParallelStageTakesItsPlaceInTheWindow() throws Exception {
    PauseMemoryTest_QuotesFlow flow = PauseMemoryTest_QuotesFlow.create();
    assertThat(AllocatedBytes.ofItem(int[]::new, flow::single)).isBetween(0.0, 64.0);
  }

  /** An array of 1,024 references has besides what its items take a head and a link. */
  @Test
  void anItemOfATunnelTakesItsPlaceInAnArray() throws Exception {
    FlowRunner<List<String>, Integer> reading =
        PauseMemoryTest_ReadingFlow.create().on(tasks::add).timeSlice(HOUR).tunnelOn(tasks::add);
    assertThat(
            AllocatedBytes.ofItem(
                count -> Collections.nCopies(count, "word"),
                words -> joined(reading.single(words))))
        .isBetween(4.0, 4.1);
  }

  @Test
  void aSaveIsLittleMoreThanTheRunsForm() throws Exception {
    PauseMemoryTest_TotalsFlow flow = PauseMemoryTest_TotalsFlow.create();
    SavedRun run = flow.stepwise(1_000, sum -> {});
    assertThat(run.proceed(500)).isTrue();
    assertThat(run.save().length - flow.savedForm().length()).isEqualTo(42);
    assertThat(AllocatedBytes.ofRun(run::save)).isBetween(1L, 2_768L);
  }
}
