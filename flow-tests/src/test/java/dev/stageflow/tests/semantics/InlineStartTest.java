package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.FlowTraceException;
import dev.stageflow.PauseFlow;
import dev.stageflow.testing.TestLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
