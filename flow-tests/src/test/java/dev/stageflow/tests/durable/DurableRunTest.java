package dev.stageflow.tests.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.DurableSink;
import dev.stageflow.DurableSourceRunner;
import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RunInUseException;
import dev.stageflow.Sink;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.alarm.FlushTimer;
import dev.stageflow.internal.durable.DurableRuns;
import dev.stageflow.internal.durable.SavableFlow;
import dev.stageflow.internal.durable.StoredSourceRunner;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run that a store keeps is saved, goes on, and closes its session. */
@Timeout(30)
class DurableRunTest {
  private static final DurableSink<Integer, List<Integer>> SINK = (n, list) -> list.add(n);
  private static final Duration NEVER = Duration.ofDays(1);

  private final TestLoop loop = new TestLoop();
  private final RecordingStore store = new RecordingStore();
  private final List<Integer> called = new ArrayList<>();

  private final Workers workers = new Workers();

  private FlowOptions options = FlowOptions.defaults().tunnelOn(workers);

  private DurableSourceRunner<Integer, List<Integer>> runner(SavableFlow<Integer> numbers) {
    FlowDescription description = Flow.<Integer>identity().describe();
    return new StoredSourceRunner<>(
        numbers, new DurableRuns<>(store, "run", options, () -> description));
  }

  private Numbers numbers(int count, StageConsumer<Integer> stage) {
    return new Numbers(
        count,
        n -> {
          stage.accept(n);
          called.add(n);
        });
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private FlowRun start(Numbers numbers, Duration interval) {
    return runner(numbers).saveEvery(interval).on(loop).start(SINK);
  }

  @Test
  void allOutputsAreWrittenAndTheRunIsFinished() throws Exception {
    loop.await(start(numbers(10, n -> {}), NEVER).completion());
    assertThat(store.written()).isEqualTo(upTo(10));
    assertThat(store.isFinished()).isTrue();
    assertThat(store.closed()).isOne();
  }

  @Test
  void aFinishedRunCompletesAtOnce() throws Exception {
    loop.await(start(numbers(3, n -> {}), NEVER).completion());
    called.clear();
    loop.await(start(numbers(3, n -> {}), NEVER).completion());
    assertThat(called).isEmpty();
    assertThat(store.written()).isEqualTo(upTo(3));
    assertThat(store.closed()).isEqualTo(2);
  }

  @Test
  void itRunsOnTheCallingThread() throws Exception {
    runner(numbers(2_500, n -> {})).run(SINK);
    assertThat(store.written()).isEqualTo(upTo(2_500));
    assertThat(store.closed()).isOne();
  }

  @Test
  void itRunsOnTheCallingThreadWithAListener() throws Exception {
    List<String> heard = new ArrayList<>();
    options =
        options.listener(
            new FlowListener() {
              @Override
              public void onFinish(
                  FlowRun run, FlowRun.State state, Throwable failure, Duration duration) {
                heard.add(state + " " + run.progress().outputs());
              }
            });
    runner(numbers(25, n -> {})).run(SINK);
    assertThat(store.written()).isEqualTo(upTo(25));
    assertThat(heard).containsExactly("COMPLETED 25");
  }

  @Test
  void itIsSavedWhenManyOutputsHaveCome() throws Exception {
    loop.await(start(numbers(2_500, n -> {}), NEVER).completion());
    assertThat(store.sizes()).containsExactly(1_000, 1_000, 500);
    assertThat(store.written()).isEqualTo(upTo(2_500));
  }

  @Test
  void itIsSavedOnceIfItsTimeIsOverWhenManyOutputsHaveCome() throws Exception {
    options = options.timeSlice(Duration.ofNanos(1));
    Duration interval = Duration.ofMillis(250);
    Numbers numbers =
        numbers(
            1_001,
            n -> {
              if (n == 1_000) {
                loop.advance(interval);
              }
            });
    loop.await(start(numbers, interval).completion());
    assertThat(store.sizes()).containsExactly(1_000, 1);
    assertThat(store.written()).isEqualTo(upTo(1_001));
  }

  @Test
  void itIsSavedAfterEachOutputIfAsked() throws Exception {
    loop.await(start(numbers(3, n -> {}), Duration.ZERO).completion());
    // The last one comes with the end.
    assertThat(store.sizes()).containsExactly(1, 1, 1);
  }

  @Test
  void itIsSavedOnceTheIntervalIsOver() throws Exception {
    // A save at 250 ms; the run goes on at 300 ms, so that the next one is due at 550 ms.
    FlowRun run = start(numbers(10, new Delay(Duration.ofMillis(100))), Duration.ofMillis(250));
    loop.await(run.completion());
    assertThat(store.written()).isEqualTo(upTo(10));
    assertThat(store.sizes()).containsExactly(2, 3, 3, 2);
  }

  @Test
  void itIsSavedOnceWhileItWaits() throws Exception {
    CompletableFuture<Void> approved = new CompletableFuture<>();
    Numbers numbers =
        numbers(
            5,
            n -> {
              if (n == 4 && !approved.isDone()) {
                throw PauseFlow.until(approved);
              }
            });
    FlowRun run = start(numbers, Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).isEmpty();
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(3);
    loop.advance(Duration.ofDays(30));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(3);
    assertThat(numbers.saves()).isOne();
    approved.complete(null);
    loop.await(run.completion());
    assertThat(store.written()).isEqualTo(upTo(5));
    assertThat(called).isEqualTo(upTo(5));
  }

  @Test
  void itIsSavedAgainOnceItHasGoneOn() throws Exception {
    CompletableFuture<Void> approved = new CompletableFuture<>();
    CompletableFuture<Void> again = new CompletableFuture<>();
    Numbers numbers =
        numbers(
            5,
            n -> {
              if (n == 2 && !approved.isDone()) {
                throw PauseFlow.until(approved);
              }
              if (n == 4 && !again.isDone()) {
                throw PauseFlow.until(again);
              }
            });
    FlowRun run = start(numbers, Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    loop.advance(Duration.ofHours(1));
    workers.runUntilIdle(loop);
    approved.complete(null);
    workers.runUntilIdle(loop);
    assertThat(called).isEqualTo(upTo(3));
    assertThat(store.sizes()).containsExactly(1);
    loop.advance(Duration.ofMillis(250));
    workers.runUntilIdle(loop);
    assertThat(store.sizes()).containsExactly(1, 2);
    again.complete(null);
    loop.await(run.completion());
    assertThat(store.written()).isEqualTo(upTo(5));
  }

  @Test
  void nothingIsWrittenWhereNothingHasChanged() throws Exception {
    Numbers numbers = numbers(2, new Delay(Duration.ofMillis(600)));
    loop.await(start(numbers, Duration.ofMillis(100)).completion());
    assertThat(store.sizes()).containsExactly(0, 1, 1);
  }

  @Test
  void aCancelledRunGoesOnFromItsLastSave() throws Exception {
    CompletableFuture<Void> never = new CompletableFuture<>();
    FlowRun run =
        start(
            numbers(
                1_500,
                n -> {
                  if (n == 1_200) {
                    throw PauseFlow.until(never);
                  }
                }),
            NEVER);
    workers.runUntilIdle(loop);
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(store.written()).isEqualTo(upTo(1_000));
    assertThat(store.closed()).isOne();
    called.clear();
    loop.await(start(numbers(1_500, n -> {}), NEVER).completion());
    assertThat(called).first().isEqualTo(1_001);
    assertThat(store.written()).isEqualTo(upTo(1_500));
    assertThat(store.closed()).isEqualTo(2);
  }

  @Test
  void aDrainedRunIsFinished() throws Exception {
    FlowRun[] run = new FlowRun[1];
    run[0] =
        start(
            numbers(
                10,
                n -> {
                  if (n == 4) {
                    run[0].drain();
                  }
                }),
            NEVER);
    loop.await(run[0].completion());
    assertThat(store.isFinished()).isTrue();
    assertThat(store.written()).isEqualTo(upTo(4));
  }

  @Test
  void aFailingSinkFailsTheRunAndNothingSinceTheLastSaveIsWritten() throws Exception {
    IllegalStateException failure = new IllegalStateException("full");
    FlowRun run =
        runner(numbers(1_500, n -> {}))
            .saveEvery(NEVER)
            .on(loop)
            .start(
                (n, list) -> {
                  if (n == 1_300) {
                    throw failure;
                  }
                  list.add(n);
                });
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(failure);
    assertThat(store.written()).isEqualTo(upTo(1_000));
    assertThat(store.closed()).isOne();
    loop.await(start(numbers(1_500, n -> {}), NEVER).completion());
    assertThat(store.written()).isEqualTo(upTo(1_500));
  }

  @Test
  void aFailingStageFailsTheRun() throws Exception {
    Exception failure = new Exception("broken");
    FlowRun run =
        start(
            numbers(
                3,
                n -> {
                  if (n == 2) {
                    throw failure;
                  }
                }),
            NEVER);
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(failure);
    assertThat(store.written()).isEmpty();
    assertThat(store.closed()).isOne();
    assertThatThrownBy(
            () ->
                runner(
                        numbers(
                            3,
                            n -> {
                              throw failure;
                            }))
                    .run(SINK))
        .isSameAs(failure);
    assertThat(store.closed()).isEqualTo(2);
  }

  @Test
  void aFailingSaveFailsTheRun() throws Exception {
    Exception failure = new Exception("no connection");
    store.onSave(
        () -> {
          throw failure;
        });
    FlowRun run = start(numbers(3, n -> {}), Duration.ZERO);
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(failure);
    assertThat(called).containsExactly(1);
    assertThat(store.closed()).isOne();
  }

  @Test
  void aRunThatCannotBeOpenedFails() throws Exception {
    Exception failure = new Exception("no database");
    store.onOpen(
        () -> {
          throw failure;
        });
    FlowRun run = start(numbers(3, n -> {}), NEVER);
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(failure);
    assertThat(called).isEmpty();
    assertThat(store.closed()).isZero();
  }

  @Test
  void oneIdIsRunOnceAtATime() throws Exception {
    FlowRun first = start(numbers(3, new Delay(Duration.ofMinutes(1))), NEVER);
    workers.runUntilIdle(loop);
    FlowRun second = start(numbers(3, n -> {}), NEVER);
    // No time passes before it has asked for the lock.
    workers.runUntilIdle(loop);
    assertThatThrownBy(() -> loop.await(second.completion())).isInstanceOf(RunInUseException.class);
    loop.await(first.completion());
    assertThat(store.written()).isEqualTo(upTo(3));
    assertThat(store.closed()).isOne();
  }

  @Test
  void whatClosingThrowsIsSuppressedIntoTheFailure() throws Exception {
    Exception failure = new Exception("broken");
    Exception unclosed = new Exception("unclosed");
    store.onClose(
        () -> {
          throw unclosed;
        });
    FlowRun run =
        start(
            numbers(
                3,
                n -> {
                  throw failure;
                }),
            NEVER);
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isSameAs(failure)
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).contains(unclosed));
    assertThat(store.closed()).isOne();
  }

  @Test
  void whatClosingThrowsFailsARunThatIsFinished() throws Exception {
    Exception unclosed = new Exception("unclosed");
    store.onClose(
        () -> {
          throw unclosed;
        });
    FlowRun run = start(numbers(3, n -> {}), NEVER);
    assertThatThrownBy(() -> loop.await(run.completion())).isSameAs(unclosed);
    assertThat(store.closed()).isOne();
    assertThat(store.isFinished()).isTrue();
  }

  @Test
  void aCancelWhileItIsOpenedClosesTheSession() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    store.onOpen(
        () -> {
          opening.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException interrupted) {
            // It was to be opened all the same.
          }
        });
    FlowRun run = start(numbers(3, n -> {}), NEVER);
    loop.runAll();
    opening.await();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(store.opened()).isOne();
    assertThat(store.closed()).isOne();
    assertThat(called).isEmpty();
  }

  @Test
  void aCancelWaitsForTheSaveThatIsUnderWay() throws Exception {
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    store.onSave(
        () -> {
          saving.countDown();
          cancelled.await();
        });
    FlowRun run = start(numbers(3, n -> {}), Duration.ZERO);
    loop.runAll();
    while (saving.getCount() > 0) {
      loop.runAll();
    }
    run.cancel();
    loop.runAll();
    assertThat(store.isOpen()).isTrue();
    cancelled.countDown();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class)
        .hasNoSuppressedExceptions();
    assertThat(store.written()).containsExactly(1);
    assertThat(store.closed()).isOne();
  }

  @Test
  void aRunThatTakesTooLongFailsAndGoesOnLater() throws Exception {
    options = options.timeout(Duration.ofMillis(350));
    FlowRun run = start(numbers(10, new Delay(Duration.ofMillis(100))), Duration.ZERO);
    workers.runUntilIdle(loop);
    for (int n = 1; n <= 3; n++) {
      loop.advance(Duration.ofMillis(100));
      workers.runUntilIdle(loop);
    }
    assertThatThrownBy(() -> loop.await(run.completion())).isInstanceOf(TimeoutException.class);
    assertThat(store.written()).isEqualTo(upTo(3));
    options = FlowOptions.defaults().tunnelOn(workers);
    loop.await(start(numbers(10, n -> {}), NEVER).completion());
    assertThat(store.written()).isEqualTo(upTo(10));
  }

  @Test
  void aRunWhoseExecutorRejectsItGoesOnLater() throws Exception {
    FlowRun run = start(numbers(10, new Delay(Duration.ofMillis(100))), Duration.ZERO);
    workers.runUntilIdle(loop);
    for (int n = 1; n <= 3; n++) {
      loop.advance(Duration.ofMillis(100));
      workers.runUntilIdle(loop);
    }
    int before = store.written().size();
    loop.rejectNext(new RejectedExecutionException());
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(store.closed()).isOne();
    loop.await(start(numbers(10, n -> {}), NEVER).completion());
    assertThat(store.written()).hasSizeGreaterThan(before).isEqualTo(upTo(10));
  }

  @Test
  void aBatchThatGoesOnWhileTheRunIsSavedIsSavedNext() throws Exception {
    CountDownLatch saved = new CountDownLatch(1);
    store.onSave(saved::await);
    // The batch is due after 100 ms, while the save of the first number is under way.
    FlowRun run = runner(new BatchOfTwo()).saveEvery(Duration.ZERO).on(loop).start(SINK);
    while (store.saving() == 0) {
      loop.runAll();
    }
    loop.advance(Duration.ofMillis(100));
    saved.countDown();
    loop.await(run.completion());
    assertThat(store.written()).containsExactly(1, 2, 3, 4);
    assertThat(store.sizes()).containsExactly(1, 2, 1, 0);
  }

  /** Gives 1; 2 and 3 after 100 ms, whatever it waits for; and 4. */
  private static final class BatchOfTwo implements SavableFlow<Integer> {
    @Override
    public Frame begin(Sink<? super Integer> sink) {
      return new Frame() {
        private final FlushTimer timer =
            new FlushTimer(
                this, Duration.ofMillis(100), stack -> stack.push(new Outlet(sink, 2, 3)));
        private int given;

        @Override
        protected int run(FlowStack stack, int budget) throws Exception {
          if (given == 0) {
            timer.begin(stack);
            given = 1;
            sink.accept(1);
          } else {
            stack.pop(this);
            stack.push(new Outlet(sink, 4));
          }
          return budget - 1;
        }

        @Override
        protected void close() {}
      };
    }

    @Override
    public Frame restore(byte[] saved, Sink<? super Integer> sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] save(FlowStack stack) {
      return new byte[1];
    }
  }

  /** Gives some numbers in one step. */
  private static final class Outlet extends Frame {
    private final Sink<? super Integer> sink;
    private final int[] numbers;

    Outlet(Sink<? super Integer> sink, int... numbers) {
      this.sink = sink;
      this.numbers = numbers;
    }

    @Override
    protected int run(FlowStack stack, int budget) throws Exception {
      stack.pop(this);
      for (int number : numbers) {
        sink.accept(number);
      }
      return budget - 1;
    }

    @Override
    protected void close() {}
  }

  @Test
  void aSinkMustNotPause() {
    assertThatThrownBy(
            () ->
                runner(numbers(1, n -> {}))
                    .run(
                        (n, list) -> {
                          throw PauseFlow.now();
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must not pause");
  }

  @Test
  void aRunThatIsDrainedAtOnceIsFinishedWithoutOutputs() throws Exception {
    FlowRun run = start(numbers(10, n -> {}), NEVER);
    run.drain();
    loop.await(run.completion());
    assertThat(called).isEmpty();
    assertThat(store.isFinished()).isTrue();
  }

  @Test
  void aRunThatIsCancelledAtOnceIsNotOpened() throws Exception {
    FlowRun run = start(numbers(10, n -> {}), NEVER);
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(store.opened()).isZero();
  }

  @Test
  void anIntervalIsNotNegative() {
    DurableSourceRunner<Integer, List<Integer>> runner = runner(numbers(1, n -> {}));
    assertThatThrownBy(() -> runner.saveEvery(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the time between two saves must not be negative: PT-0.001S");
  }

  /** Waits before each number. */
  private static final class Delay implements StageConsumer<Integer> {
    private final Duration time;
    private int waited;

    Delay(Duration time) {
      this.time = time;
    }

    @Override
    public void accept(Integer number) throws PauseFlow {
      if (waited < number) {
        waited = number;
        throw PauseFlow.after(time);
      }
    }
  }
}
