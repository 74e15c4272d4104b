package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.function.StageFunction;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener learns what becomes of a run, and why it is paused. */
class ListenerTest {

  /** Counts, and does with each number what the test says. */
  static class Counting {
    StageFunction<Integer, CompletionStage<Integer>> action = CompletableFuture::completedStage;

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.rangeClosed(1, count).boxed().toList();
    }

    @Function
    CompletionStage<Integer> act(int number) throws Exception {
      return action.apply(number);
    }
  }

  private final TestLoop loop = new TestLoop();
  private final Told told = new Told();
  private final Counting counting = new Counting();

  static Stream<Named<FlowMaker<Counting, Integer, Integer>>> flows() {
    return Flows.of(
        ListenerTest_CountingFlow::of,
        counting ->
            Flow.<Integer>begin()
                .sequence(counting::numbers)
                .named("numbers")
                .functionAsync(counting::act)
                .named("act")
                .build());
  }

  private FlowRun start(FlowMaker<Counting, Integer, Integer> maker) {
    return maker.of(counting).on(loop).listener(told).start(2);
  }

  @Test
  void aRunStartsOnceAndEndsOnce() {
    Flow<Integer, Integer> flow = ListenerTest_CountingFlow.of(counting);
    flow.on(loop).listener(told).start(2);
    assertThat(told.entries()).containsExactly("start Counting");
    loop.advance(Duration.ofMillis(3));
    assertThat(told.entries()).containsExactly("start Counting", "finish COMPLETED after 0 ms");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPauseOfSomeTimeIsADelay(FlowMaker<Counting, Integer, Integer> maker) {
    List<Integer> calls = new ArrayList<>();
    counting.action =
        number -> {
          calls.add(number);
          if (calls.size() == 1) {
            throw PauseFlow.after(Duration.ofMillis(30));
          }
          if (calls.size() == 3) {
            throw PauseFlow.now();
          }
          return CompletableFuture.completedStage(number);
        };
    maker.of(counting).on(loop).waitInterval(Duration.ofMillis(7)).listener(told).start(2);
    loop.advance(Duration.ofDays(1));
    assertThat(told.entries())
        .endsWith(
            "pause DELAY at act for 30 ms",
            "resume DELAY at act for 30 ms after 30 ms",
            "pause DELAY at act for 7 ms",
            "resume DELAY at act for 7 ms after 7 ms",
            "finish COMPLETED after 37 ms")
        .hasSize(6);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatIsAwaitedIsASignal(FlowMaker<Counting, Integer, Integer> maker) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    counting.action = number -> answer;
    start(maker);
    loop.advance(Duration.ofMillis(5));
    answer.complete(1);
    loop.runAll();
    assertThat(told.entries())
        .endsWith(
            "pause SIGNAL at act",
            "resume SIGNAL at act after 5 ms",
            "finish COMPLETED after 5 ms");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunIsPausedOnRequest(FlowMaker<Counting, Integer, Integer> maker) {
    List<FlowRun> self = new ArrayList<>();
    counting.action =
        number -> {
          if (number == 1) {
            self.get(0).pause();
          }
          return CompletableFuture.completedStage(number);
        };
    self.add(start(maker));
    loop.advance(Duration.ofMillis(5));
    self.get(0).resume();
    loop.runAll();
    assertThat(told.entries().subList(1, 4))
        .satisfiesExactly(
            pause -> assertThat(pause).startsWith("pause REQUEST at "),
            resume -> assertThat(resume).startsWith("resume REQUEST at ").endsWith(" after 5 ms"),
            finish -> assertThat(finish).isEqualTo("finish COMPLETED after 5 ms"));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsPausedForTwoReasonsTellsTheFirst(FlowMaker<Counting, Integer, Integer> maker) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    counting.action = number -> answer;
    FlowRun run = start(maker);
    loop.runAll();
    run.pause();
    answer.complete(1);
    loop.advance(Duration.ofMillis(2));
    assertThat(told.entries()).last().isEqualTo("pause SIGNAL at act");
    run.resume();
    loop.runAll();
    assertThat(told.entries())
        .endsWith("resume SIGNAL at act after 2 ms", "finish COMPLETED after 2 ms")
        .hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsCancelledWhileItIsPausedIsNotResumed(FlowMaker<Counting, Integer, Integer> maker) {
    counting.action = number -> new CompletableFuture<>();
    FlowRun run = start(maker);
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(told.entries())
        .endsWith(
            "pause SIGNAL at act", "finish CANCELLED because of the run was cancelled after 0 ms")
        .hasSize(3);
  }

  /** Reads numbers, and asks for each of them, where blocking does no harm. */
  static class Reading {
    @Tunnel(buffer = 1)
    @Sequence
    List<Integer> read(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Tunnel
    @Function
    int ask(int number) {
      return number;
    }
  }

  static Stream<Named<FlowMaker<Reading, Integer, Integer>>> tunnels() {
    return Flows.of(
        ListenerTest_ReadingFlow::of,
        reading ->
            Flow.<Integer>begin()
                .sequence(reading::read)
                .named("read")
                .tunnel(1)
                .function(reading::ask)
                .named("ask")
                .tunnel()
                .build());
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void aTunnelThatIsEmptyIsTold(FlowMaker<Reading, Integer, Integer> maker) {
    maker.of(new Reading()).on(loop).tunnelOn(loop).listener(told).start(2);
    loop.runAll();
    assertThat(told.entries())
        .filteredOn(entry -> entry.startsWith("pause"))
        .startsWith("pause TUNNEL at read", "pause TUNNEL at ask")
        .allMatch(entry -> entry.startsWith("pause TUNNEL at "))
        .hasSizeGreaterThan(2);
    assertThat(told.entries()).last().isEqualTo("finish COMPLETED after 0 ms");
  }

  /** Asks for what the test wants. */
  static class Asking<T> implements Subscriber<T> {
    final List<T> items = new ArrayList<>();
    private @Nullable Subscription subscription;

    void request(int count) {
      Objects.requireNonNull(subscription).request(count);
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(T item) {
      items.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunWithoutDemandIsToldAndIsNotResumedByTheRun(FlowMaker<Counting, Integer, Integer> maker) {
    List<FlowRun> runs = new ArrayList<>();
    Told controlling =
        new Told() {
          @Override
          public void onStart(FlowRun run) {
            runs.add(run);
          }
        };
    Asking<Integer> asking = new Asking<>();
    maker.of(counting).on(loop).listener(controlling).publisher(2).subscribe(asking);
    loop.advance(Duration.ofMillis(4));
    FlowRun run = runs.get(0);
    run.resume();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.PAUSED);
    assertThat(controlling.entries()).containsExactly("pause DEMAND at numbers");
    asking.request(1);
    loop.runAll();
    assertThat(asking.items).containsExactly(1);
    assertThat(controlling.entries().get(1)).isEqualTo("resume DEMAND at numbers after 4 ms");
    assertThat(controlling.entries().get(2)).startsWith("pause DEMAND at ");
    run.pause();
    asking.request(2);
    loop.runAll();
    assertThat(asking.items).containsExactly(1);
    run.resume();
    loop.runAll();
    assertThat(asking.items).containsExactly(1, 2);
    assertThat(controlling.entries()).last().isEqualTo("finish COMPLETED after 4 ms");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFailureNamesItsStage(FlowMaker<Counting, Integer, Integer> maker) {
    counting.action =
        number -> {
          if (number == 2) {
            loop.advance(Duration.ofMillis(10));
            throw new IllegalStateException("number " + number);
          }
          return CompletableFuture.completedStage(number);
        };
    FlowRun run = start(maker);
    CompletableFuture<Void> completion = run.completion().toCompletableFuture();
    loop.runAll();
    assertThat(completion).isCompletedExceptionally();
    assertThat(told.entries())
        .endsWith(
            "failure of act: number 2",
            "held for 10 ms by act at null",
            "finish FAILED because of number 2 after 10 ms")
        .hasSize(4);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aFailureOfWhatIsAwaitedIsOneOfTheStage(FlowMaker<Counting, Integer, Integer> maker) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    counting.action = number -> answer;
    CompletableFuture<Void> completion = start(maker).completion().toCompletableFuture();
    loop.runAll();
    answer.completeExceptionally(new IllegalStateException("no answer"));
    loop.runAll();
    assertThat(completion).isCompletedExceptionally();
    assertThat(told.entries())
        .endsWith(
            "pause SIGNAL at act",
            "resume SIGNAL at act after 0 ms",
            "failure of act: no answer",
            "finish FAILED because of no answer after 0 ms");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatIsRejectedHasNoStageThatFailed(FlowMaker<Counting, Integer, Integer> maker) {
    loop.rejectNext(new RejectedExecutionException("full"));
    CompletableFuture<List<Integer>> outputs =
        maker.of(counting).on(loop).listener(told).collect(2);
    assertThat(outputs).isCompletedExceptionally();
    assertThat(told.entries()).last().isEqualTo("finish FAILED because of full after 0 ms");
    assertThat(told.entries()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void theEndIsToldOnceAllIsClosedAndBeforeTheCompletion(
      FlowMaker<Counting, Integer, Integer> maker) {
    Told stateful =
        new Told() {
          @Override
          public void onFinish(
              FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
            note("finish, in state " + run.state());
          }
        };
    FlowRun run = maker.of(counting).on(loop).listener(stateful).start(2);
    run.completion().whenComplete((nothing, failure) -> stateful.note("completion"));
    loop.runAll();
    assertThat(stateful.entries()).endsWith("finish, in state COMPLETED", "completion");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void severalListenersAreToldInTheirOrder(FlowMaker<Counting, Integer, Integer> maker) {
    List<String> order = new ArrayList<>();
    class Numbered extends Told {
      private final int number;

      Numbered(int number) {
        this.number = number;
      }

      @Override
      void note(String entry) {
        order.add(entry.split(" ")[0] + " " + number);
      }
    }
    maker.of(counting).bind(2).on(loop).listener(new Numbered(1)).listener(new Numbered(2)).start();
    loop.runAll();
    assertThat(order).containsExactly("start 1", "start 2", "finish 1", "finish 2");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aListenerMayControlItsRun(FlowMaker<Counting, Integer, Integer> maker) {
    Told cancelling =
        new Told() {
          @Override
          public void onPause(FlowRun run, Pause pause) {
            run.cancel();
          }
        };
    counting.action = number -> new CompletableFuture<>();
    maker.of(counting).on(loop).listener(cancelling).start(2);
    loop.runAll();
    assertThat(cancelling.entries())
        .last()
        .isEqualTo("finish CANCELLED because of the run was cancelled after 0 ms");
    Told cancellingAtOnce =
        new Told() {
          @Override
          public void onStart(FlowRun run) {
            run.cancel();
          }
        };
    maker.of(counting).on(loop).listener(cancellingAtOnce).start(2);
    loop.runAll();
    assertThat(cancellingAtOnce.entries())
        .containsExactly("finish CANCELLED because of the run was cancelled after 0 ms");
  }

  /** Throws wherever it is told something. */
  private static class Throwing extends Told {
    @Override
    public Duration holdThreshold() {
      note("threshold");
      return Duration.ZERO;
    }

    @Override
    void note(String entry) {
      throw new IllegalStateException(entry.split(" ")[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void whatAListenerThrowsHarmsNobody(FlowMaker<Counting, Integer, Integer> maker) {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    counting.action =
        number -> {
          loop.advance(Duration.ofMillis(20));
          return answer;
        };
    List<String> uncaught = new ArrayList<>();
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> {
              uncaught.add(failure.getMessage());
              throw new IllegalArgumentException("from the handler");
            });
    try {
      CompletableFuture<List<Integer>> outputs =
          maker.of(counting).on(loop).listener(new Throwing()).listener(told).collect(1);
      loop.runAll();
      answer.complete(7);
      loop.runAll();
      assertThat(outputs).isCompletedWithValue(List.of(7));
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(null);
    }
    assertThat(uncaught).containsExactly("threshold", "start", "pause", "held", "resume", "finish");
    assertThat(told.entries())
        .endsWith(
            "pause SIGNAL at act",
            "held for 20 ms by act at act",
            "resume SIGNAL at act after 0 ms",
            "finish COMPLETED after 20 ms");
  }
}
