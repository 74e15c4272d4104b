package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowProgress.Stage;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Fork;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Output;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run counts what its stages drop, try again and recover. */
class StageCountsTest {

  /** Drops items in every way there is. */
  static class Dropping {

    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Filter
    boolean notTenth(int number) {
      return number % 10 != 0;
    }

    @Function
    @Nullable Integer notNinth(int number) {
      return number % 10 == 9 ? null : number;
    }

    @Function
    Optional<Integer> notEighth(int number) {
      return number % 10 == 8 ? Optional.empty() : Optional.of(number);
    }

    @Function
    OptionalInt notSeventh(int number) {
      return number % 10 == 7 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    @Function(stop = "0")
    int notSixth(int number) {
      return number % 10 == 6 ? 0 : number;
    }

    @Sequence
    @Nullable List<Integer> digits(int number) {
      return number % 10 == 5 ? null : List.of(number, number);
    }

    @Filter
    boolean low(int number) {
      return number % 10 < 4;
    }
  }

  static Stream<Named<FlowMaker<Dropping, Integer, Integer>>> dropping() {
    return Flows.of(
        StageCountsTest_DroppingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .filter(d::notTenth)
                .named("notTenth")
                .function(d::notNinth)
                .named("notNinth")
                .functionOptional(d::notEighth)
                .named("notEighth")
                .<Integer>function(n -> n % 10 == 7 ? null : n)
                .named("notSeventh")
                .<Integer>function(n -> n % 10 == 6 ? null : n)
                .named("notSixth")
                .<Integer>sequence(d::digits)
                .named("digits")
                .filter(d::low)
                .named("low")
                .build());
  }

  private static final List<Stage> DROPPED_OF_HUNDRED =
      List.of(
          new Stage("numbers", 100, 0, 0, 0),
          new Stage("notTenth", 0, 10, 0, 0),
          new Stage("notNinth", 0, 10, 0, 0),
          new Stage("notEighth", 0, 10, 0, 0),
          new Stage("notSeventh", 0, 10, 0, 0),
          new Stage("notSixth", 0, 10, 0, 0),
          new Stage("digits", 80, 10, 0, 0),
          new Stage("low", 0, 20, 0, 0));

  private final TestLoop loop = new TestLoop();

  /** Notes what it is told, and what the run has counted in the end. */
  private static final class Counting implements FlowListener {
    final Map<String, Long> dropped = new HashMap<>();
    final List<String> failures = new ArrayList<>();
    @Nullable FlowProgress last;

    @Override
    public void onDrop(FlowRun run, String stage, long items) {
      dropped.merge(stage, items, Long::sum);
    }

    @Override
    public void onRetry(FlowRun run, String stage, Throwable failure, Duration delay) {
      failures.add(stage + " again after " + delay.toMillis() + " ms: " + failure.getMessage());
    }

    @Override
    public void onRecover(FlowRun run, String stage, Throwable failure) {
      failures.add(stage + " recovers: " + failure.getMessage());
    }

    @Override
    public void onPause(FlowRun run, Pause pause) {
      failures.add("pause at " + pause.stage());
    }

    @Override
    public void onFinish(
        FlowRun run, FlowRun.State state, @Nullable Throwable failure, Duration duration) {
      last = run.progress();
    }
  }

  @ParameterizedTest
  @MethodSource("dropping")
  void itemsThatAreDroppedAreCountedByTheirStages(FlowMaker<Dropping, Integer, Integer> maker) {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofMillis(1))) {
      FlowRun run = maker.of(new Dropping()).on(loop).timeSlice(slice).start(100);
      run.progress();
      loop.runAll();
      assertThat(run.progress().stages()).isEqualTo(DROPPED_OF_HUNDRED);
      assertThat(run.progress().dropped()).isEqualTo(80);
      assertThat(run.progress().outputs()).isEqualTo(60);
    }
  }

  @ParameterizedTest
  @MethodSource("dropping")
  void aListenerLearnsOfItemsThatAreDropped(FlowMaker<Dropping, Integer, Integer> maker) {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofMillis(1))) {
      Counting counting = new Counting();
      FlowRun run =
          maker.of(new Dropping()).on(loop).timeSlice(slice).listener(counting).start(100);
      loop.runAll();
      assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
      assertThat(counting.dropped)
          .isEqualTo(
              Map.of(
                  "notTenth",
                  10L,
                  "notNinth",
                  10L,
                  "notEighth",
                  10L,
                  "notSeventh",
                  10L,
                  "notSixth",
                  10L,
                  "digits",
                  10L,
                  "low",
                  20L));
      assertThat(counting.last).isNotNull();
      assertThat(counting.last.stages()).isEqualTo(DROPPED_OF_HUNDRED);
      assertThat(run.progress().stages()).isEqualTo(DROPPED_OF_HUNDRED);
    }
  }

  @Test
  void itemsAreCountedFromTheFirstQuestionOn() {
    FlowRun run =
        StageCountsTest_DroppingFlow.of(
                new Dropping() {
                  private boolean paused;

                  @Override
                  boolean notTenth(int number) {
                    if (number == 50 && !paused) {
                      paused = true;
                      loopRun.pause();
                    }
                    return super.notTenth(number);
                  }
                })
            .on(loop)
            .start(100);
    loopRun = run;
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.PAUSED);
    run.progress();
    loop.runAll();
    assertThat(run.progress().dropped()).isZero();
    run.resume();
    loop.runAll();
    assertThat(run.progress().stages())
        .contains(new Stage("numbers", 100, 0, 0, 0), new Stage("notNinth", 0, 5, 0, 0));
  }

  private FlowRun loopRun;

  /** Fails with some numbers, each of which is recovered in another way. */
  static class Failing {
    private final Map<Integer, Integer> calls = new HashMap<>();

    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Retry(times = 2, backoffMillis = 10, on = IllegalStateException.class)
    @Function
    int call(int number) {
      int call = calls.merge(number, 1, Integer::sum);
      if (number == 2 && call < 3) {
        throw new IllegalStateException("busy " + call);
      }
      if (number >= 3) {
        throw new IllegalArgumentException("bad " + number);
      }
      return number;
    }

    @Recover("call")
    @Nullable Integer replace(int number, IllegalArgumentException failure) {
      return number == 3 ? null : -number;
    }
  }

  static Stream<Named<FlowMaker<Failing, Integer, Integer>>> failing() {
    return Flows.of(
        StageCountsTest_FailingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .function(d::call)
                .named("call")
                .retry(
                    RetryPolicy.of(2)
                        .withBackoff(Duration.ofMillis(10))
                        .on(IllegalStateException.class))
                .recover(IllegalArgumentException.class, d::replace)
                .build());
  }

  @ParameterizedTest
  @MethodSource("failing")
  void retriesAndRecoveriesAreCountedInEveryRun(FlowMaker<Failing, Integer, Integer> maker) {
    FlowRun run = maker.of(new Failing()).on(loop).start(4);
    loop.advance(Duration.ofSeconds(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    FlowProgress progress = run.progress();
    assertThat(progress.stages()).containsExactly(new Stage("call", 0, 0, 2, 2));
    assertThat(progress.retries()).isEqualTo(2);
    assertThat(progress.recoveries()).isEqualTo(2);
    assertThat(progress.outputs()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("failing")
  void aListenerLearnsOfRetriesAndRecoveries(FlowMaker<Failing, Integer, Integer> maker) {
    Counting counting = new Counting();
    FlowRun run = maker.of(new Failing()).on(loop).listener(counting).start(4);
    loop.advance(Duration.ofSeconds(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    String first = counting.failures.get(0);
    assertThat(first).startsWith("call again after ").endsWith(" ms: busy 1");
    assertThat(counting.failures).hasSize(6).element(1).isEqualTo("pause at call");
    assertThat(counting.failures).endsWith("call recovers: bad 3", "call recovers: bad 4");
    assertThat(counting.dropped).isEqualTo(Map.of("call", 1L));
    assertThat(counting.last.stages())
        .containsExactly(new Stage("numbers", 4, 0, 0, 0), new Stage("call", 0, 1, 2, 2));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void aRunOnTheCallingThreadIsCountedToo(FlowMaker<Failing, Integer, Integer> maker)
      throws Exception {
    Counting counting = new Counting();
    Flow<Integer, Integer> flow =
        maker.of(new Failing()).using(FlowOptions.defaults().listener(counting));
    assertThat(flow.collect(4)).containsExactly(1, 2, -4);
    assertThat(counting.last.retries()).isEqualTo(2);
    assertThat(counting.last.outputs()).isEqualTo(3);
    assertThat(counting.last.dropped()).isEqualTo(1);
  }

  @Test
  void aFailureThatEndsTheRunIsNoRecovery() {
    Counting counting = new Counting();
    FlowRun run =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw new IllegalStateException("always");
                })
            .named("call")
            .retry(RetryPolicy.of(1).withBackoff(Duration.ofMillis(1)))
            .build()
            .on(loop)
            .listener(counting)
            .start(1);
    run.completion().exceptionally(failure -> null);
    loop.advance(Duration.ofSeconds(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.FAILED);
    assertThat(counting.last.stages()).containsExactly(new Stage("call", 0, 0, 1, 0));
  }

  /** Has several items at once, in calls, forks and flows, some of which give nothing. */
  static class Several {

    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Parallel(3)
    @Function
    CompletionStage<@Nullable Integer> call(int number) {
      return CompletableFuture.completedFuture(number % 5 == 0 ? null : number);
    }

    @Fork
    @Function
    CompletionStage<@Nullable String> name(int number) {
      return CompletableFuture.completedFuture(number % 5 == 1 ? null : "n" + number);
    }

    @Function
    String line(int number, @Upstream("name") String name) {
      return name;
    }

    @Parallel(2)
    @Subflow
    @Nullable Flow<String, String> flow(String line) {
      return line.endsWith("2") ? null : inner();
    }

    static Flow<String, String> inner() {
      return Flow.<String>begin()
          .sequence(text -> List.of(text, text))
          .named("twice")
          .<String>function(text -> text.endsWith("3") ? null : text)
          .named("inside")
          .build();
    }
  }

  static Stream<Named<FlowMaker<Several, Integer, String>>> several() {
    FlowKey<String> name = FlowKey.of("name", String.class);
    return Flows.of(
        StageCountsTest_SeveralFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .functionAsync(d::call)
                .parallel(3)
                .named("call")
                .forkAsync(d::name)
                .named(name)
                .function(name, (number, text) -> text)
                .named("line")
                .subflow(d::flow)
                .parallel(2)
                .named("flow")
                .build());
  }

  @ParameterizedTest
  @MethodSource("several")
  void whatIsDroppedInParallelStagesForksAndSubflowsIsCounted(
      FlowMaker<Several, Integer, String> maker) {
    FlowRun run = maker.of(new Several()).on(loop).start(20);
    run.progress();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(run.progress().stages())
        .containsExactlyInAnyOrder(
            new Stage("numbers", 20, 0, 0, 0),
            new Stage("call", 16, 4, 0, 0),
            new Stage("name", 0, 4, 0, 0),
            new Stage("flow", 16, 2, 0, 0),
            new Stage("twice", 20, 0, 0, 0),
            new Stage("inside", 0, 4, 0, 0));
    assertThat(run.progress().outputs()).isEqualTo(16);
  }

  /** Ends its sequences early, by a filter or because it is drained. */
  static class Ending {
    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Sequence
    Iterable<Integer> digits(int number) {
      return () -> List.of(1, 2, 3, 4).iterator();
    }

    @Filter(orBreak = "digits")
    boolean low(int digit) {
      return digit < 3;
    }
  }

  static Stream<Named<FlowMaker<Ending, Integer, Integer>>> ending() {
    return Flows.of(
        StageCountsTest_EndingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .sequence(d::digits)
                .named("digits")
                .filter(d::low)
                .orBreak("digits")
                .named("low")
                .build());
  }

  @ParameterizedTest
  @MethodSource("ending")
  void theItemsOfASequenceThatIsEndedByAFilterAreCounted(
      FlowMaker<Ending, Integer, Integer> maker) {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofMillis(1))) {
      FlowRun run = maker.of(new Ending()).on(loop).timeSlice(slice).start(10);
      run.progress();
      loop.runAll();
      assertThat(run.progress().stages())
          .containsExactly(
              new Stage("numbers", 10, 0, 0, 0),
              new Stage("digits", 30, 0, 0, 0),
              new Stage("low", 0, 10, 0, 0));
    }
  }

  @Test
  void aDrainedRunCountsWhatItHasTaken() {
    FlowRun run =
        StageCountsTest_EndingFlow.of(new Ending())
            .on(loop)
            .timeSlice(Duration.ofNanos(1))
            .start(10, item -> {});
    run.progress();
    for (int i = 0; i < 9; i++) {
      loop.runNext();
    }
    long before =
        run.progress().stages().stream()
            .filter(stage -> stage.name().equals("numbers"))
            .findFirst()
            .orElseThrow()
            .items();
    run.drain();
    loop.runAll();
    assertThat(run.progress().stages()).contains(new Stage("numbers", before, 0, 0, 0));
  }

  /** A reject is a recovery, and its item is dropped. */
  static class Rejecting {
    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Function
    int odd(int number) {
      if (number % 2 == 0) {
        throw new IllegalArgumentException("even");
      }
      return number;
    }

    @Recover("odd")
    @Output("rejects")
    String reject(int number, IllegalArgumentException failure) {
      return number + " " + failure.getMessage();
    }
  }

  @Test
  void aRejectIsARecoveryAndIsDropped() {
    List<String> rejects = new ArrayList<>();
    FlowRun run =
        StageCountsTest_RejectingFlow.of(new Rejecting())
            .on(loop)
            .start(5, number -> {}, rejects::add);
    run.progress();
    loop.runAll();
    assertThat(rejects).hasSize(2);
    assertThat(run.progress().stages())
        .containsExactly(new Stage("numbers", 5, 0, 0, 0), new Stage("odd", 0, 2, 0, 2));
    assertThat(run.progress().outputs()).as("without the rejects").isEqualTo(3);
  }

  /** A recovery gives an output of the flow in place of its item. */
  @FlowDefinition(output = Object.class)
  static class Noting {
    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Retry(times = 1, backoffMillis = 0)
    @Function
    int odd(int number) {
      if (number % 2 == 0) {
        throw new IllegalArgumentException("even");
      }
      return number;
    }

    @Recover("odd")
    @Output
    String note(int number, IllegalArgumentException failure) {
      return number + " " + failure.getMessage();
    }
  }

  static Stream<Named<FlowMaker<Noting, Integer, Object>>> noting() {
    return Flows.of(
        StageCountsTest_NotingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .function(d::odd)
                .named("odd")
                .retry(RetryPolicy.of(1).withBackoff(Duration.ZERO))
                .recoverOutput(IllegalArgumentException.class, d::note)
                .build(Object.class));
  }

  @ParameterizedTest
  @MethodSource("noting")
  void anOutputInPlaceOfAnItemIsARecoveryAndItsItemIsDropped(
      FlowMaker<Noting, Integer, Object> maker) {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofMillis(1))) {
      Counting counting = new Counting();
      FlowRun run = maker.of(new Noting()).on(loop).timeSlice(slice).listener(counting).start(5);
      loop.advance(Duration.ofSeconds(1));
      assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
      assertThat(counting.dropped).isEqualTo(Map.of("odd", 2L));
      assertThat(counting.last.stages())
          .containsExactly(new Stage("numbers", 5, 0, 0, 0), new Stage("odd", 0, 2, 2, 2));
      assertThat(counting.last.outputs()).isEqualTo(5);
    }
  }

  /** Drops items of groups, and what some groups come to. */
  static class Grouping {
    @Sequence
    List<Integer> numbers(int count) {
      return Stream.iterate(1, n -> n + 1).limit(count).toList();
    }

    @Context(by = "tens")
    @Function
    @Nullable Integer even(int number) {
      return number % 2 == 0 ? number : null;
    }

    int tens(int number) {
      return number / 10;
    }

    @Accumulate
    int sum(int sum, int number) {
      return sum + number;
    }

    @Filter
    boolean large(int sum) {
      return sum > 50;
    }
  }

  static Stream<Named<FlowMaker<Grouping, Integer, Integer>>> grouping() {
    return Flows.of(
        StageCountsTest_GroupingFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .context()
                .by(d::tens)
                .<Integer>function(d::even)
                .named("even")
                .accumulate(() -> 0, d::sum)
                .filter(d::large)
                .named("large")
                .build());
  }

  /** The sums are 20, 70, 120 and 30. */
  @ParameterizedTest
  @MethodSource("grouping")
  void whatIsDroppedInGroupsAndOfThemIsCounted(FlowMaker<Grouping, Integer, Integer> maker) {
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofMillis(1))) {
      FlowRun run = maker.of(new Grouping()).on(loop).timeSlice(slice).start(30);
      run.progress();
      loop.runAll();
      assertThat(run.progress().stages())
          .containsExactly(
              new Stage("numbers", 30, 0, 0, 0),
              new Stage("even", 0, 15, 0, 0),
              new Stage("large", 0, 2, 0, 0));
      assertThat(run.progress().outputs()).isEqualTo(2);
    }
  }

  @Test
  void aListenerThatFailsHarmsNothing() {
    Counting counting = new Counting();
    FlowListener failing =
        new FlowListener() {
          @Override
          public void onDrop(FlowRun run, String stage, long items) {
            throw new IllegalStateException("no");
          }
        };
    List<Throwable> reported = new ArrayList<>();
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    thread.setUncaughtExceptionHandler((where, thrown) -> reported.add(thrown));
    try {
      FlowRun run =
          StageCountsTest_DroppingFlow.of(new Dropping())
              .on(loop)
              .listener(failing)
              .listener(counting)
              .start(10);
      loop.runAll();
      assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    } finally {
      thread.setUncaughtExceptionHandler(handler);
    }
    assertThat(reported).isNotEmpty();
    assertThat(counting.dropped).containsEntry("notTenth", 1L);
  }

  @Test
  void aSequenceThatIsTriedAgainCountsItsRetries() {
    int[] calls = {0};
    FlowRun run =
        Flow.<Integer>begin()
            .<Integer>sequenceFrom(
                n -> {
                  calls[0]++;
                  return () -> {
                    if (calls[0] < 3) {
                      throw new IllegalStateException("not yet");
                    }
                    throw new IllegalArgumentException("never");
                  };
                })
            .named("source")
            .retry(
                RetryPolicy.of(5).withBackoff(Duration.ofMillis(1)).on(IllegalStateException.class))
            .recoverFrom(IllegalArgumentException.class, (n, e) -> FlowIterator.of(7))
            .build()
            .on(loop)
            .start(1);
    run.progress();
    loop.advance(Duration.ofSeconds(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
    assertThat(run.progress().stages()).containsExactly(new Stage("source", 1, 0, 2, 1));
  }

  @Test
  void whatPausesIsNeitherDroppedNorTriedAgain() {
    CompletableFuture<Void> later = new CompletableFuture<>();
    FlowRun run =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  if (!later.isDone()) {
                    throw PauseFlow.until(later);
                  }
                  return n;
                })
            .retry(RetryPolicy.of(3))
            .build()
            .on(loop)
            .start(1);
    run.progress();
    loop.runAll();
    later.complete(null);
    loop.runAll();
    assertThat(run.progress().stages()).isEmpty();
    assertThat(run.progress().outputs()).isEqualTo(1);
  }
}
