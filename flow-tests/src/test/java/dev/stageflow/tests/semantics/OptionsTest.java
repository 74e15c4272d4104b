package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options hold for every way to run a flow. */
class OptionsTest {
  private static final FlowOptions DEFAULTS = FlowOptions.defaults();

  /** Fails at whatever comes. */
  static class Failing {
    @Function
    Object check(Object item) {
      throw new IllegalArgumentException();
    }
  }

  static Stream<Named<FlowMaker<Failing, Object, Object>>> failing() {
    return Flows.of(
        OptionsTest_FailingFlow::of,
        it -> Flow.<Object>begin().function(it::check).named("check").build());
  }

  private static List<Throwable> failuresOf(Flow<Object, Object> flow, Object input) {
    return Arrays.asList(
        catchThrowable(() -> flow.run(input)),
        catchThrowable(() -> flow.collect(input)),
        catchThrowable(() -> flow.single(input)),
        catchThrowable(() -> flow.stream(input).toList()),
        catchThrowable(() -> flow.open(input).next()),
        catchThrowable(() -> flow.bind(input).run()),
        flow.on(Runnable::run).single(input).handle((output, thrown) -> thrown).join());
  }

  private static String place(Throwable thrown) {
    return FlowTrace.of(thrown).orElseThrow().levels().get(0).toString();
  }

  @ParameterizedTest
  @MethodSource("failing")
  void tracesShowTheTextThatTheOptionsGive(FlowMaker<Failing, Object, Object> maker) {
    Flow<Object, Object> flow = maker.of(new Failing());
    for (Throwable thrown : failuresOf(flow, "Ann")) {
      assertThat(place(thrown)).isEqualTo("input #1 = Ann, at check");
    }
    Flow<Object, Object> discreet =
        flow.using(DEFAULTS.itemText(item -> item.getClass().getSimpleName()));
    for (Throwable thrown : failuresOf(discreet, "Ann")) {
      assertThat(place(thrown)).isEqualTo("input #1 = String, at check");
    }
    for (Throwable thrown : failuresOf(flow.using(DEFAULTS.itemText(item -> null)), "Ann")) {
      assertThat(place(thrown)).isEqualTo("input #1, at check");
    }
    Flow<Object, Object> broken =
        flow.using(
            DEFAULTS.itemText(
                item -> {
                  throw new StackOverflowError();
                }));
    for (Throwable thrown : failuresOf(broken, "Ann")) {
      assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
      assertThat(place(thrown))
          .isEqualTo("input #1 = (toString failed: java.lang.StackOverflowError), at check");
    }
  }

  @ParameterizedTest
  @MethodSource("failing")
  void anItemIsShownAsOnePrintableLine(FlowMaker<Failing, Object, Object> maker) {
    Flow<Object, Object> flow = maker.of(new Failing());
    String grin = "\uD83D\uDE00";
    List<List<String>> texts =
        List.of(
            List.of("a\nb\r\n\tc", "a\\nb\\r\\n\\tc"),
            List.of("\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"),
            List.of("a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d"),
            List.of("\u202etxt.exe", "\\u202etxt.exe"),
            List.of("half \uD83D", "half \\ud83d"),
            List.of("C:\\new für Zoë " + grin, "C:\\new für Zoë " + grin),
            List.of("", ""),
            List.of("x".repeat(80), "x".repeat(80)),
            List.of("x".repeat(81), "x".repeat(79) + "…"),
            List.of("x".repeat(78) + grin, "x".repeat(78) + grin),
            List.of("x".repeat(78) + grin + "y", "x".repeat(78) + "…"),
            List.of(grin.repeat(41), grin.repeat(39) + "…"),
            List.of("x".repeat(78) + "\n\n", "x".repeat(78) + "…"),
            List.of("x".repeat(77) + "\u001b[0m", "x".repeat(77) + "…"));
    for (List<String> text : texts) {
      assertThat(place(catchThrowable(() -> flow.run(text.get(0)))))
          .isEqualTo("input #1 = " + text.get(1) + ", at check");
      Throwable chosen =
          catchThrowable(() -> flow.using(DEFAULTS.itemText(item -> text.get(0))).run(1));
      assertThat(place(chosen)).isEqualTo("input #1 = " + text.get(1) + ", at check");
    }
  }

  @Test
  void aCancelAsksNoItemForItsText() {
    List<String> asked = new ArrayList<>();
    Flow<Integer, Integer> waiting =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw PauseFlow.until(new CompletableFuture<>());
                })
            .build();
    FlowOptions noting =
        DEFAULTS.itemText(
            item -> {
              asked.add("asked");
              return "item " + item;
            });
    TestLoop loop = new TestLoop();
    FlowRun run = waiting.using(noting).on(loop).start(1);
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(asked).isEmpty();
    for (int i = 0; i < 2; i++) {
      assertThat(run.trace().toCompletableFuture().join().levels())
          .extracting(FlowTrace.Level::toString)
          .containsExactly("input #1 = item 1, at function1");
      assertThat(asked).hasSize(1);
    }
  }

  @Test
  void theTraceOfADeepRecursionIsCutAlsoWhereItIsAskedFor() {
    List<Integer> asked = new ArrayList<>();
    Flow<Integer, Integer> deep =
        Flow.recursive(
            self ->
                Flow.<Integer>begin()
                    .function(
                        n -> {
                          if (n == 0) {
                            throw PauseFlow.until(new CompletableFuture<>());
                          }
                          return n - 1;
                        })
                    .subflow(n -> self)
                    .build());
    TestLoop loop = new TestLoop();
    FlowRun run =
        deep.using(
                DEFAULTS.itemText(
                    item -> {
                      asked.add(1);
                      return "";
                    }))
            .on(loop)
            .start(5_000);
    loop.runAll();
    CompletableFuture<FlowTrace> trace = run.trace().toCompletableFuture();
    loop.runAll();
    assertThat(trace.join().levels()).hasSize(250);
    assertThat(trace.join().omitted()).isPositive();
    assertThat(asked).hasSize(250);
    run.cancel();
    loop.runAll();
    assertThat(asked).hasSize(250);
    assertThat(run.trace().toCompletableFuture().join()).isEqualTo(trace.join());
  }

  /** Tells by which threads its tunnel is read, and what these find. */
  static class Reading {
    static final ThreadLocal<@Nullable String> USER = new ThreadLocal<>();

    @Tunnel
    @Sequence
    FlowIterator<String> names(String input) {
      return FlowIterator.of(Thread.currentThread().getName() + " for " + USER.get());
    }

    @Function
    String seen(String name) {
      return name + ", " + USER.get();
    }
  }

  static Stream<Named<FlowMaker<Reading, String, String>>> reading() {
    return Flows.of(
        OptionsTest_ReadingFlow::of,
        it -> Flow.<String>begin().sequenceFrom(it::names).tunnel().function(it::seen).build());
  }

  @ParameterizedTest
  @MethodSource("reading")
  void tunnelsAndThreadContextsAreThoseOfTheOptions(FlowMaker<Reading, String, String> maker)
      throws Exception {
    ExecutorService pool = Executors.newCachedThreadPool(task -> new Thread(task, "chosen"));
    try {
      FlowOptions options =
          DEFAULTS
              .tunnelOn(pool)
              .threadContext(
                  () -> {
                    String user = Reading.USER.get();
                    return () -> {
                      String before = Reading.USER.get();
                      Reading.USER.set(user);
                      return () -> Reading.USER.set(before);
                    };
                  });
      Flow<String, String> flow = maker.of(new Reading()).using(options);
      Reading.USER.set("ann");
      String expected = "chosen for ann, ann";
      List<String> sunk = Collections.synchronizedList(new ArrayList<>());
      flow.run("in", sunk::add);
      assertThat(sunk).containsExactly(expected);
      assertThat(flow.collect("in")).containsExactly(expected);
      assertThat(flow.single("in")).isEqualTo(expected);
      assertThat(flow.bind("in").collect()).containsExactly(expected);
      assertThat(flow.on(Runnable::run).single("in").get()).isEqualTo(expected);
      try (Stream<String> opened = flow.stream("in")) {
        Reading.USER.set(null);
        assertThat(opened.toList()).containsExactly(expected);
      }
      assertThat(Reading.USER.get()).isNull();
    } finally {
      Reading.USER.remove();
      pool.shutdown();
    }
  }

  /** Pauses once, without a condition. */
  static class Pausing {
    private boolean paused;

    @Function
    int slow(int number) throws PauseFlow {
      if (!paused) {
        paused = true;
        throw PauseFlow.now();
      }
      return number;
    }
  }

  static Stream<Named<FlowMaker<Pausing, Integer, Integer>>> pausing() {
    return Flows.of(
        OptionsTest_PausingFlow::of, it -> Flow.<Integer>begin().function(it::slow).build());
  }

  @ParameterizedTest
  @MethodSource("pausing")
  void theWaitIntervalIsThatOfTheOptions(FlowMaker<Pausing, Integer, Integer> maker)
      throws Exception {
    FlowOptions patient = DEFAULTS.waitInterval(Duration.ofDays(1));
    TestLoop loop = new TestLoop();
    CompletableFuture<Integer> output = maker.of(new Pausing()).using(patient).on(loop).single(1);
    loop.advance(Duration.ofDays(1).minusNanos(1));
    assertThat(output).isNotDone();
    loop.advance(Duration.ofNanos(1));
    assertThat(output).isCompletedWithValue(1);
    for (var way :
        List.<java.util.function.Function<Flow<Integer, Integer>, @Nullable Throwable>>of(
            flow -> catchThrowable(() -> flow.collect(1)),
            flow -> catchThrowable(() -> flow.stream(1).toList()))) {
      List<@Nullable Throwable> ended = new ArrayList<>();
      Thread thread =
          new Thread(() -> ended.add(way.apply(maker.of(new Pausing()).using(patient))));
      thread.start();
      while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      thread.join();
      assertThat(ended).singleElement().isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void aRunnersMethodsChangeTheOptionsOfTheFlow() {
    List<String> told = new ArrayList<>();
    class Telling implements FlowListener {
      @Override
      public void onStart(FlowRun run) {
        told.add("start");
      }
    }
    Flow<Integer, Integer> flow = Flow.<Integer>identity().using(DEFAULTS.listener(new Telling()));
    assertThat(flow.on(Runnable::run).listener(new Telling()).single(1)).isCompletedWithValue(1);
    assertThat(told).containsExactly("start", "start");
    Executor inline = Runnable::run;
    assertThat(flow.using(DEFAULTS).on(inline).single(1)).isCompletedWithValue(1);
    assertThat(told).hasSize(2);
  }

  @Test
  void theOptionsAreThoseOfTheWholeFlow() {
    Flow<Object, Object> failing = OptionsTest_FailingFlow.create();
    Flow<Object, Object> hidden = failing.using(DEFAULTS.itemText(item -> "hidden"));
    SourceFlow<Object> bound = failing.bind("Ann").using(DEFAULTS.itemText(item -> "hidden"));
    Flow<Object, Object> shown = Flow.identity();
    assertThat(place(catchThrowable(() -> shown.then(hidden).run("Ann")))).contains("= Ann");
    assertThat(place(catchThrowable(() -> hidden.then(shown).run("Ann")))).contains("= hidden");
    assertThat(place(catchThrowable(() -> bound.then(shown).run()))).contains("= hidden");
    assertThat(place(catchThrowable(bound::collect))).contains("= hidden");
    assertThat(place(catchThrowable(() -> hidden.using(DEFAULTS).run("Ann")))).contains("= Ann");
    assertThat(hidden.describe()).isEqualTo(failing.describe());
    assertThat(bound.describe()).isEqualTo(failing.describe());
  }

  /** Counts from nothing; declares no checked exception. */
  static class Counting {
    @Sequence
    int[] count() {
      return new int[] {1, 2};
    }
  }

  @Test
  void aGeneratedFlowKeepsItsTypeAndDeclaresNoMoreThanItsStages() {
    FlowOptions options = DEFAULTS.itemText(item -> "hidden");
    OptionsTest_FailingFlow hidden = OptionsTest_FailingFlow.create().using(options);
    assertThat(place(catchThrowable(() -> hidden.run("Ann")))).contains("= hidden");
    OptionsTest_CountingFlow counting = OptionsTest_CountingFlow.create().using(options);
    assertThat(counting.collect()).containsExactly(1, 2);
    assertThatThrownBy(() -> counting.using(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void aRecursiveFlowMayStandForItselfWithOptionsOfItsOwn() throws Exception {
    List<Flow<Integer, Integer>> self = new ArrayList<>();
    Flow<Integer, Integer> down =
        Flow.recursive(
            it -> {
              self.add(it.using(DEFAULTS.itemText(item -> "hidden")));
              self.add(it);
              return Flow.<Integer>begin()
                  .function(n -> 10 / n - 1)
                  .subflow(n -> n > 1 ? self.get(0) : Flow.<Integer>identity())
                  .build()
                  .using(DEFAULTS.itemText(item -> "other"));
            });
    assertThat(down.collect(3)).containsExactly(1);
    assertThat(place(catchThrowable(() -> self.get(0).run(0)))).contains("= hidden");
    assertThat(place(catchThrowable(() -> self.get(1).run(0)))).contains("= other");
    assertThat(self.get(0).describe().stages()).hasSize(2);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> DEFAULTS.timeSlice(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a time slice must be longer than zero, not PT0S");
    assertThatThrownBy(() -> DEFAULTS.waitInterval(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DEFAULTS.timeSlice()).isEqualTo(Duration.ofMillis(1));
    assertThat(DEFAULTS.waitInterval()).isEqualTo(Duration.ofMillis(10));
    assertThat(DEFAULTS.tunnelOn()).isNull();
    assertThat(DEFAULTS.listeners()).isEmpty();
    assertThat(DEFAULTS.threadContexts()).isEmpty();
  }
}
