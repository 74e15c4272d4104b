package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTraceException;
import dev.stageflow.PauseFlow;
import dev.stageflow.TimedExecutor;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run begins within the call, and goes on on the executor if it does not end there. */
class InlineStartTest {
  private final TestLoop loop = new TestLoop();
  private final List<String> outputs = new ArrayList<>();
  private final List<Throwable> reported = new ArrayList<>();
  private Thread.@Nullable UncaughtExceptionHandler handler;

  @BeforeEach
  void watchReports() {
    handler = Thread.currentThread().getUncaughtExceptionHandler();
    Thread.currentThread().setUncaughtExceptionHandler((thread, thrown) -> reported.add(thrown));
  }

  @AfterEach
  void nothingWasReported() {
    Thread.currentThread().setUncaughtExceptionHandler(handler);
    assertThat(reported).isEmpty();
    assertThat(loop.hasNext()).isFalse();
  }

  private @Nullable FlowRun start(Flow<Integer, String> flow, int input) {
    return flow.on(loop).startInline(input, outputs::add);
  }

  private FlowRun started(Flow<Integer, String> flow, int input) {
    return Objects.requireNonNull(start(flow, input));
  }

  private static Flow<Integer, String> counting() {
    return Flow.<Integer>begin()
        .sequence(count -> IntStream.range(0, count).boxed().toList())
        .function(String::valueOf)
        .build();
  }

  @Test
  void aShortRunCompletesWithoutTheExecutor() {
    Flow<Integer, String> flow = counting();
    for (int i = 0; i < 100; i++) {
      assertThat(start(flow, 3)).isNull();
      assertThat(outputs).containsExactly("0", "1", "2");
      outputs.clear();
    }
  }

  @Test
  void aFlowWithoutAnInputDoesSo() {
    assertThat(counting().bind(2).on(loop).startInline(outputs::add)).isNull();
    assertThat(outputs).containsExactly("0", "1");
  }

  @Test
  void aRunThatPausesGoesOnOnTheExecutor() {
    List<CompletableFuture<String>> answers =
        List.of(new CompletableFuture<>(), new CompletableFuture<>());
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .sequence(count -> IntStream.range(0, count).boxed().toList())
            .functionAsync(answers::get)
            .build();
    FlowRun run = started(flow, 2);
    assertThat(run.state()).isEqualTo(State.WAITING);
    assertThat(loop.hasNext()).isFalse();
    answers.get(0).complete("first");
    assertThat(outputs).isEmpty();
    loop.runAll();
    assertThat(outputs).containsExactly("first");
    answers.get(1).complete("second");
    loop.runAll();
    assertThat(outputs).containsExactly("first", "second");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
    assertThat(run.progress().outputs()).isEqualTo(2);
  }

  @Test
  void aRunOfManyStepsLetsTheExecutorsOtherTasksRun() {
    FlowRun run = started(counting(), 100_000);
    List<Integer> seen = new ArrayList<>();
    loop.execute(() -> seen.add(outputs.size()));
    loop.runAll();
    assertThat(seen).isNotEmpty().allMatch(it -> it < 100_000);
    assertThat(outputs).hasSize(100_000);
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  @Test
  void aFailureComesOutOfTheRunWithItsTrace() {
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .<String>function(
                number -> {
                  throw new IllegalStateException("no " + number);
                })
            .named("refuse")
            .build();
    FlowRun run = started(flow, 7);
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(run.completion().toCompletableFuture().handle((nothing, thrown) -> thrown).join())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no 7")
        .satisfies(
            it ->
                assertThat(it.getSuppressed())
                    .singleElement()
                    .isInstanceOf(FlowTraceException.class));
  }

  @Test
  void aRunThatPausedIsCancelledLikeAnyOther() {
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .<String>function(
                number -> {
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .build();
    FlowRun run = started(flow, 7);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
  }

  @Test
  void listenersHearOfARunThatCompletesAtOnce() {
    List<String> heard = new ArrayList<>();
    FlowListener listener =
        new FlowListener() {
          @Override
          public void onStart(FlowRun run) {
            heard.add("start");
          }

          @Override
          public void onFinish(
              FlowRun run, State state, @Nullable Throwable cause, Duration elapsed) {
            heard.add(state.name());
          }
        };
    assertThat(start(counting().using(FlowOptions.defaults().listener(listener)), 2)).isNull();
    assertThat(heard).containsExactly("start", "COMPLETED");
    assertThat(outputs).containsExactly("0", "1");
  }

  @Test
  void aTimeoutEndsARunThatPauses() {
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .functionAsync(number -> new CompletableFuture<String>())
            .build()
            .using(FlowOptions.defaults().timeout(Duration.ofSeconds(1)));
    FlowRun run = started(flow, 7);
    loop.advance(Duration.ofSeconds(1));
    assertThat(run.completion().toCompletableFuture().handle((nothing, thrown) -> thrown).join())
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void aRunThatPausedIsDrainedLikeAnyOther() {
    CompletableFuture<String> late = new CompletableFuture<>();
    Flow<Integer, String> flow =
        Flow.<Integer>begin()
            .sequence(count -> IntStream.range(0, count).boxed().toList())
            .functionAsync(number -> late)
            .build();
    FlowRun run = started(flow, 1);
    run.drain();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.WAITING);
    late.complete("late");
    loop.runAll();
    assertThat(outputs).containsExactly("late");
    assertThat(run.state()).isEqualTo(State.COMPLETED);
  }

  /** Pauses for what cannot be awaited. */
  static class Unawaitable {
    private final Supplier<PauseFlow> pause;
    private boolean closed;

    Unawaitable(Supplier<PauseFlow> pause) {
      this.pause = pause;
    }

    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        @Override
        public Integer next() {
          return first;
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }

    @Function
    String text(int number) throws PauseFlow {
      throw pause.get();
    }
  }

  static Stream<Named<FlowMaker<Unawaitable, Integer, String>>> unawaitable() {
    return Flows.of(
        InlineStartTest_UnawaitableFlow::of,
        it -> Flow.<Integer>begin().sequenceFrom(it::numbers).function(it::text).build());
  }

  @ParameterizedTest
  @MethodSource("unawaitable")
  void aConditionThatCannotBeAwaitedFailsTheRun(FlowMaker<Unawaitable, Integer, String> maker) {
    CompletableFuture<Void> refusing =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<Void> whenComplete(
              BiConsumer<? super Void, ? super Throwable> action) {
            throw new IllegalStateException("refused");
          }
        };
    Unawaitable definition = new Unawaitable(() -> PauseFlow.until(refusing));
    FlowRun run = started(maker.of(definition), 7);
    assertThat(failure(run)).isInstanceOf(IllegalStateException.class).hasMessage("refused");
    assertThat(definition.closed).isTrue();
  }

  @ParameterizedTest
  @MethodSource("unawaitable")
  void aDelayThatTheExecutorRejectsFailsTheRun(FlowMaker<Unawaitable, Integer, String> maker) {
    TimedExecutor closing =
        new TimedExecutor() {
          @Override
          public void execute(Runnable task) {
            loop.execute(task);
          }

          @Override
          public Future<?> executeAfter(long nanos, Runnable task) {
            throw new RejectedExecutionException("closing");
          }

          @Override
          public long nanoTime() {
            return loop.nanoTime();
          }
        };
    Unawaitable definition = new Unawaitable(() -> PauseFlow.after(Duration.ofSeconds(1)));
    FlowRun run =
        Objects.requireNonNull(maker.of(definition).on(closing).startInline(7, outputs::add));
    assertThat(failure(run)).isInstanceOf(RejectedExecutionException.class).hasMessage("closing");
    assertThat(definition.closed).isTrue();
  }

  private static Throwable failure(FlowRun run) {
    assertThat(run.state()).isEqualTo(State.FAILED);
    return run.completion().toCompletableFuture().handle((nothing, thrown) -> thrown).join();
  }
}
