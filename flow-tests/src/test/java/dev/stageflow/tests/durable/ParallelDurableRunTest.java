package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.DurableSink;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.FlowRehearsal;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes after a parallel stage goes on after a save, and after a batch that was due. */
@Timeout(60)
class ParallelDurableRunTest {
  private static final DurableSink<Integer, List<Integer>> SINK = (n, list) -> list.add(n);
  private static final Duration NEVER = Duration.ofDays(1);

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();

  private final Workers workers = new Workers();

  /**
   * Asks for each number, two at once, and adds up those that are answered within half a second.
   */
  @FlowDefinition(durable = true)
  static class Sums {
    private final IntFunction<CompletionStage<Integer>> answers;
    private final CompletionStage<?> mayWrite;

    Sums(IntFunction<CompletionStage<Integer>> answers, CompletionStage<?> mayWrite) {
      this.answers = answers;
      this.mayWrite = mayWrite;
    }

    @Sequence
    List<Integer> numbers(Integer count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Parallel(2)
    @Function
    CompletionStage<Integer> answer(Integer number) {
      return answers.apply(number);
    }

    @Accumulate(flushAfterMillis = 500)
    int sum(int sum, int answer) {
      return sum + answer;
    }

    @Function
    CompletionStage<Integer> write(int sum) {
      return mayWrite.thenApply(written -> sum);
    }
  }

  /** Looks for numbers, of which those go on that are found, and then one by one. */
  @FlowDefinition(durable = true)
  static class Search {
    private final IntFunction<CompletionStage<Integer>> places;

    Search(IntFunction<CompletionStage<Integer>> places) {
      this.places = places;
    }

    @Sequence
    List<Integer> numbers(Integer count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Function
    CompletionStage<Integer> look(Integer number) {
      return places.apply(number);
    }

    @Parallel(1)
    @Function
    CompletionStage<Integer> found(Integer number) {
      return CompletableFuture.completedFuture(number);
    }
  }

  /** What was asked for, by number. */
  private final Map<Integer, CompletableFuture<Integer>> asked = new HashMap<>();

  private CompletableFuture<Integer> ask(int number) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    asked.put(number, answer);
    return answer;
  }

  private FlowRun start(int count, CompletionStage<?> mayWrite, Duration interval) {
    return ParallelDurableRunTest_SumsFlow.of(new Sums(this::ask, mayWrite))
        .using(FlowOptions.defaults().tunnelOn(workers))
        .durable(store, "run")
        .saveEvery(interval)
        .on(loop)
        .start(count, SINK);
  }

  private FlowRun search(int count, IntFunction<CompletionStage<Integer>> places) {
    FlowOptions options = FlowOptions.defaults().timeSlice(Duration.ofNanos(1));
    return ParallelDurableRunTest_SearchFlow.of(new Search(places))
        .using(options.tunnelOn(workers))
        .durable(store, "run")
        .saveEvery(Duration.ofMillis(250))
        .on(loop)
        .start(count, SINK);
  }

  private void cancel(FlowRun run) {
    run.cancel();
    // The store is closed on a thread that is none of the workers that are counted.
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
  }

  private static CompletionStage<?> atOnce() {
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void anAnswerThatComesWhileTheRunIsSavedIsTaken() throws Exception {
    CountDownLatch saved = new CountDownLatch(1);
    store.onSave(saved::await);
    FlowRun run = start(1, atOnce(), Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(250));
    while (store.saving() == 0) {
      Thread.onSpinWait();
    }
    asked.get(1).complete(10);
    loop.runAll();
    saved.countDown();
    loop.await(run.completion());
    assertThat(store.written()).containsExactly(10);
    assertThat(store.sizes()).containsExactly(0, 1);
  }

  @Test
  void anAnswerThatComesAfterTheRunWasSavedIsTakenAtOnce() throws Exception {
    FlowRun run = start(1, atOnce(), Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(0);
    asked.get(1).complete(10);
    workers.runUntilIdle(loop);
    assertThat(run.state().isEnd()).isTrue();
    assertThat(store.written()).containsExactly(10);
  }

  @Test
  void itIsSavedAgainThoughOnlyWhatStandsAheadHasGoneOn() {
    FlowRun run = search(3, this::ask);
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).hasSize(1);
    loop.advance(Duration.ofHours(1));
    asked.get(1).complete(null);
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).hasSize(2);
    loop.advance(Duration.ofHours(1));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).hasSize(2);
    cancel(run);

    asked.clear();
    search(3, this::ask);
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(2);
  }

  @Test
  void itIsSavedAgainThoughWhatStandsAheadHasGoneOnWithinTheSave() {
    FlowRun run = search(3, this::ask);
    workers.runUntilIdle(loop);
    CountDownLatch saved = new CountDownLatch(1);
    store.onSave(saved::await);
    loop.advance(Duration.ofMillis(250));
    while (store.saving() == 0) {
      Thread.onSpinWait();
    }
    asked.get(1).complete(null);
    loop.runAll();
    assertThat(asked).containsKey(2);
    saved.countDown();
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).hasSize(2);
    cancel(run);
  }

  @Test
  void itIsSavedWhileWhatStandsAheadNeverWaits() throws Exception {
    FlowRun run =
        search(
            100,
            number -> {
              while (workers.areBusy()) {
                Thread.onSpinWait();
              }
              loop.advance(Duration.ofMillis(10));
              return CompletableFuture.completedFuture(null);
            });
    loop.await(run.completion());
    assertThat(store.sizes()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void anAnswerThatComesWhileABatchIsWrittenIsTaken() throws Exception {
    CompletableFuture<Void> mayWrite = new CompletableFuture<>();
    FlowRun run = start(2, mayWrite, NEVER);
    workers.runUntilIdle(loop);
    asked.get(1).complete(10);
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(500));
    asked.get(2).complete(20);
    workers.runUntilIdle(loop);
    mayWrite.complete(null);
    loop.await(run.completion());
    assertThat(store.written()).containsExactly(10, 20);
  }

  @Test
  void aBatchAndWhatIsInTheStageGoOnInAnotherRun() throws Exception {
    FlowRun run = start(3, atOnce(), Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    asked.get(1).complete(10);
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(1, 2, 3);
    loop.advance(Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(0);
    cancel(run);
    asked.clear();

    FlowRun other = start(3, atOnce(), Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(2, 3);
    loop.advance(Duration.ofMillis(499));
    workers.runUntilIdle(loop);
    assertThat(store.written()).isEmpty();
    loop.advance(Duration.ofMillis(1));
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    assertThat(store.written()).containsExactly(10);
    asked.get(3).complete(30);
    asked.get(2).complete(20);
    // Awaiting lets time pass while a worker saves, and the batch's would be over between the two.
    workers.runUntilIdle(loop);
    loop.await(other.completion());
    assertThat(store.written()).containsExactly(10, 50);
  }

  @Test
  void noMoreAreAskedForAtOnceWhereItGoesOn() throws Exception {
    FlowRun run = start(4, atOnce(), Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(1, 2);
    loop.advance(Duration.ofMillis(100));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(0);
    cancel(run);
    asked.clear();

    FlowRun other = start(4, atOnce(), NEVER);
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(1, 2);
    asked.get(1).complete(10);
    workers.runUntilIdle(loop);
    assertThat(asked).containsOnlyKeys(1, 2, 3);
    cancel(other);
  }

  @Test
  void whereverItIsSavedItGoesOn() {
    // Time passes at once where a rehearsal waits: answers are there, so that nothing is late.
    FlowRehearsal.of(
            ParallelDurableRunTest_SumsFlow.of(
                new Sums(CompletableFuture::completedFuture, atOnce())),
            5)
        .gives(15)
        .savedEverywhere();
  }
}
