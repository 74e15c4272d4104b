package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run on the thread that calls it is heard of, and controlled, as one on an executor is. */
@Timeout(30)
class CallerRunTest {

  /** Counts, and does with each number what the test says. */
  static class Counting {
    StageFunction<Integer, Integer> action = number -> number;
    boolean opened;
    boolean closed;

    @Sequence
    FlowIterator<Integer> numbers(int count) {
      opened = true;
      FlowIterator<Integer> numbers = FlowIterator.of(IntStream.rangeClosed(1, count).iterator());
      return new FlowIterator<>() {
        @Override
        public @Nullable Integer next() throws Exception {
          return numbers.next();
        }

        @Override
        public void close() {
          closed = true;
        }
      };
    }

    @Function
    int act(int number) throws Exception {
      return action.apply(number);
    }
  }

  private final Told told = new Told();
  private final Counting counting = new Counting();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdown();
  }

  static Stream<Named<FlowMaker<Counting, Integer, Integer>>> flows() {
    return Flows.of(
        CallerRunTest_CountingFlow::of,
        counting ->
            Flow.<Integer>begin()
                .sequenceFrom(counting::numbers)
                .named("numbers")
                .function(counting::act)
                .named("act")
                .build());
  }

  private Flow<Integer, Integer> flow(FlowMaker<Counting, Integer, Integer> maker) {
    return maker
        .of(counting)
        .using(FlowOptions.defaults().listener(told).waitInterval(Duration.ZERO));
  }

  private List<String> toldWithoutTimes() {
    return told.entries().stream()
        .map(entry -> entry.replaceAll("start .*", "start").replaceAll(" after \\d+ ms", ""))
        .toList();
  }

  private interface Way {
    @Nullable Object run(Flow<Integer, Integer> flow) throws Exception;
  }

  private static List<Way> ways() {
    return List.of(
        flow -> {
          List<Integer> outputs = new ArrayList<>();
          flow.run(2, outputs::add);
          return outputs;
        },
        flow -> flow.collect(2),
        flow -> flow.collect(2, Collectors.toList()),
        flow -> flow.bind(2).collect(),
        flow -> {
          try (Stream<Integer> stream = flow.stream(2)) {
            return stream.toList();
          }
        });
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsPausesAndItsEndAreTold(FlowMaker<Counting, Integer, Integer> maker) throws Exception {
    for (Way way : ways()) {
      List<Integer> calls = new ArrayList<>();
      counting.action =
          number -> {
            calls.add(number);
            switch (calls.size()) {
              case 1 -> throw PauseFlow.now();
              case 2 -> throw PauseFlow.until(CompletableFuture.runAsync(() -> {}));
              default -> {
                return number;
              }
            }
          };
      assertThat(way.run(flow(maker))).isEqualTo(List.of(1, 2));
      assertThat(toldWithoutTimes())
          .containsExactly(
              "start",
              "pause DELAY at act for 0 ms",
              "resume DELAY at act for 0 ms",
              "pause SIGNAL at act",
              "resume SIGNAL at act",
              "finish COMPLETED");
      told.clear();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsFailureIsTold(FlowMaker<Counting, Integer, Integer> maker) {
    IllegalStateException thrown = new IllegalStateException("bad");
    for (Way way : ways()) {
      counting.action =
          number -> {
            throw thrown;
          };
      assertThat(catchThrowable(() -> way.run(flow(maker)))).isSameAs(thrown);
      assertThat(toldWithoutTimes())
          .containsExactly("start", "failure of act: bad", "finish FAILED because of bad");
      assertThat(counting.closed).isTrue();
      told.clear();
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anotherThreadPausesAndResumesAndCancelsIt(FlowMaker<Counting, Integer, Integer> maker) {
    Runs runs =
        new Runs() {
          @Override
          public void onPause(FlowRun run, Pause pause) {
            if (pause.reason() == Reason.REQUEST) {
              other.execute(run::resume);
            }
          }
        };
    counting.action =
        number -> {
          FlowRun run = runs.run;
          if (number == 1) {
            run.pause();
          } else if (number == 2) {
            other.execute(run::cancel);
            throw PauseFlow.until(new CompletableFuture<>());
          }
          return number;
        };
    FlowOptions options = FlowOptions.defaults().listener(runs).listener(told);
    List<Integer> outputs = new ArrayList<>();
    assertThatThrownBy(() -> maker.of(counting).using(options).run(3, outputs::add))
        .isInstanceOf(CancellationException.class)
        .hasMessage("the run was cancelled");
    assertThat(outputs).containsExactly(1);
    assertThat(counting.closed).isTrue();
    assertThat(runs.run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(toldWithoutTimes())
        .containsSubsequence("start", "pause REQUEST at sink", "resume REQUEST at sink")
        .endsWith("finish CANCELLED because of the run was cancelled");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aDelayIsCutShortByACancel(FlowMaker<Counting, Integer, Integer> maker) {
    Runs runs = new Runs();
    counting.action =
        number -> {
          other.execute(runs.run::cancel);
          throw PauseFlow.after(Duration.ofDays(1));
        };
    FlowOptions options = FlowOptions.defaults().listener(runs);
    assertThatThrownBy(() -> maker.of(counting).using(options).single(1))
        .isInstanceOf(CancellationException.class);
  }

  /** Knows the run that was started last. */
  private static class Runs implements FlowListener {
    volatile FlowRun run;

    @Override
    public void onStart(FlowRun started) {
      run = started;
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anotherThreadAsksWhereItIsAndHowFarItHasCome(FlowMaker<Counting, Integer, Integer> maker)
      throws Exception {
    Runs runs = new Runs();
    CompletableFuture<FlowTrace> trace = new CompletableFuture<>();
    CompletableFuture<FlowProgress> progress = new CompletableFuture<>();
    CompletableFuture<Void> seen = CompletableFuture.allOf(trace, progress);
    counting.action =
        number -> {
          if (number == 2 && !seen.isDone()) {
            other.execute(
                () -> {
                  FlowRun run = runs.run;
                  while (run.progress().levels().isEmpty()) {
                    Thread.onSpinWait();
                  }
                  trace.complete(run.trace().toCompletableFuture().join());
                  progress.complete(run.progress());
                });
            throw PauseFlow.until(seen);
          }
          return number;
        };
    FlowOptions options = FlowOptions.defaults().listener(runs);
    assertThat(maker.of(counting).using(options).collect(3)).containsExactly(1, 2, 3);
    assertThat(trace.join().levels())
        .extracting(FlowTrace.Level::toString)
        .containsExactly("input #1 = 3, at numbers", "numbers #2 = 2, at act");
    assertThat(progress.join().levels().get(1).items()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anInterruptCancelsIt(FlowMaker<Counting, Integer, Integer> maker) {
    counting.action =
        number -> {
          Thread.currentThread().interrupt();
          throw PauseFlow.until(new CompletableFuture<>());
        };
    for (Way way : ways()) {
      assertThat(catchThrowable(() -> way.run(flow(maker))))
          .isInstanceOf(CancellationException.class)
          .hasMessage("the thread was interrupted while the flow was paused");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(counting.closed).isTrue();
      assertThat(toldWithoutTimes())
          .endsWith(
              "finish CANCELLED because of the thread was interrupted while the flow was paused");
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void insideASliceOfALoopItDoesNotPark(FlowMaker<Counting, Integer, Integer> maker) {
    counting.action =
        number -> {
          throw PauseFlow.until(new CompletableFuture<>());
        };
    TestLoop loop = new TestLoop();
    List<Throwable> thrown = new ArrayList<>();
    for (Way way : ways()) {
      Flow.<Integer>begin()
          .consume(n -> thrown.add(catchThrowable(() -> way.run(flow(maker)))))
          .build()
          .on(loop)
          .start(1);
      loop.runAll();
    }
    assertThat(thrown)
        .hasSize(ways().size())
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("inside a slice of an event loop"));
    assertThat(toldWithoutTimes())
        .last()
        .asString()
        .startsWith("finish FAILED because of the flow");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anOpenedFlowLeavesItsDelaysToItsCaller(FlowMaker<Counting, Integer, Integer> maker)
      throws Exception {
    List<Integer> calls = new ArrayList<>();
    counting.action =
        number -> {
          calls.add(number);
          switch (calls.size()) {
            case 1 -> throw PauseFlow.now();
            case 2 -> throw PauseFlow.after(Duration.ofHours(1));
            default -> {
              return number;
            }
          }
        };
    TestLoop loop = new TestLoop();
    CompletableFuture<List<Integer>> outputs =
        Flow.<Integer>begin()
            .sequenceFrom(flow(maker)::open)
            .build()
            .on(loop)
            .waitInterval(Duration.ofSeconds(7))
            .collect(2);
    loop.runAll();
    assertThat(calls).hasSize(1);
    loop.advance(Duration.ofSeconds(7));
    assertThat(calls).hasSize(2);
    loop.advance(Duration.ofMinutes(59));
    assertThat(calls).hasSize(2);
    loop.advance(Duration.ofMinutes(1));
    assertThat(outputs).isCompletedWithValue(List.of(1, 2));
    assertThat(toldWithoutTimes())
        .contains("pause DELAY at act for 0 ms", "pause DELAY at act for 3600000 ms")
        .endsWith("finish COMPLETED");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatIsClosedEarlyIsTold(FlowMaker<Counting, Integer, Integer> maker) throws Exception {
    FlowIterator<Integer> opened = flow(maker).open(3);
    assertThat(opened.next()).isEqualTo(1);
    assertThat(toldWithoutTimes()).containsExactly("start");
    opened.close();
    assertThat(counting.closed).isTrue();
    assertThat(toldWithoutTimes())
        .containsExactly("start", "finish CANCELLED because of the run was cancelled");
    assertThat(opened.next()).isNull();
    opened.close();
    assertThat(told.entries()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anOuterRunThatEndsClosesIt(FlowMaker<Counting, Integer, Integer> maker) {
    TestLoop loop = new TestLoop();
    FlowRun outer =
        Flow.<Integer>begin()
            .sequenceFrom(flow(maker)::open)
            .functionAsync(n -> new CompletableFuture<Integer>())
            .build()
            .on(loop)
            .start(3);
    loop.runAll();
    outer.cancel();
    loop.runAll();
    assertThat(outer.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(counting.closed).isTrue();
    assertThat(told.entries()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStageKeepsWhatItSetsOnItsThread(FlowMaker<Counting, Integer, Integer> maker)
      throws Exception {
    ThreadLocal<Integer> last = ThreadLocal.withInitial(() -> 0);
    counting.action =
        number -> {
          int before = last.get();
          last.set(number);
          return before;
        };
    FlowOptions options =
        FlowOptions.defaults()
            .timeSlice(Duration.ofNanos(1))
            .threadContext(
                () -> {
                  int captured = last.get();
                  return () -> {
                    last.set(captured);
                    return () -> {};
                  };
                });
    assertThat(maker.of(counting).using(options).collect(3)).containsExactly(0, 1, 2);
    last.remove();
    assertThat(maker.of(counting).using(options.listener(told)).collect(3))
        .containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void itsTimeoutEndsIt(FlowMaker<Counting, Integer, Integer> maker) {
    counting.action =
        number -> {
          throw PauseFlow.until(new CompletableFuture<>());
        };
    FlowOptions options = FlowOptions.defaults().listener(told).timeout(Duration.ofMillis(1));
    for (Way way : ways()) {
      assertThat(catchThrowable(() -> way.run(maker.of(counting).using(options))))
          .satisfiesAnyOf(
              failure -> assertThat(failure).isInstanceOf(TimeoutException.class),
              failure -> assertThat(failure).hasCauseInstanceOf(TimeoutException.class));
      assertThat(counting.closed).isEqualTo(counting.opened);
      assertThat(toldWithoutTimes())
          .endsWith("finish FAILED because of the run took longer than 1 ms");
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void noLoopIsHeld(FlowMaker<Counting, Integer, Integer> maker) throws Exception {
    List<String> held = new ArrayList<>();
    FlowOptions options =
        FlowOptions.defaults()
            .listener(
                new FlowListener() {
                  @Override
                  public Duration holdThreshold() {
                    return Duration.ZERO;
                  }

                  @Override
                  public void onLoopHeld(FlowRun run, Hold hold) {
                    held.add(hold.toString());
                  }
                });
    assertThat(maker.of(counting).using(options).collect(3)).hasSize(3);
    assertThat(held).isEmpty();
  }
}
