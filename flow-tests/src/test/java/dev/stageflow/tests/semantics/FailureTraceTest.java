package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowTrace;
import dev.stageflow.FlowTraceException;
import dev.stageflow.RetryPolicy;
import dev.stageflow.Sink;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure tells where the flow was: at which stage, with which item, inside which others. */
class FailureTraceTest {

  /** Three sequences deep, the innermost walked in each way that there is. */
  static class Shop {
    String failing = "";

    @Sequence
    List<String> regions(String country) {
      return List.of(country + "-N", country + "-S");
    }

    @Context(onClose = "closeOrders")
    @Sequence
    Iterable<String> orders(String region) {
      return () -> Stream.of(region + "1", region + "2").iterator();
    }

    @Filter
    boolean open(String order) {
      failAt("open " + order);
      return true;
    }

    @Sequence
    FlowIterator<String> items(String order) {
      Iterator<String> items = List.of(order + "a", order + "b", order + "c").iterator();
      return () -> {
        String next = items.hasNext() ? items.next() : null;
        failAt("next " + next);
        return next;
      };
    }

    @Function
    String price(String item) {
      failAt("price " + item);
      return item + "$";
    }

    @Accumulate(finish = "join")
    List<String> gather(List<String> gathered, String item) {
      failAt("gather " + item);
      gathered.add(item);
      return gathered;
    }

    String join(List<String> gathered) {
      failAt("join " + gathered.size());
      return String.join(" ", gathered);
    }

    void closeOrders() {
      failAt("close");
    }

    void failAt(String place) {
      if (failing.equals(place)) {
        throw new IllegalStateException(place);
      }
    }
  }

  static Stream<Named<FlowMaker<Shop, String, String>>> shops() {
    return Flows.of(
        FailureTraceTest_ShopFlow::of,
        shop ->
            Flow.<String>begin()
                .sequence(shop::regions)
                .named("regions")
                .context()
                .onClose(shop::closeOrders)
                .sequence(shop::orders)
                .named("orders")
                .filter(shop::open)
                .named("open")
                .sequenceFrom(shop::items)
                .named("items")
                .function(shop::price)
                .named("price")
                .<List<String>>accumulate(ArrayList::new, shop::gather)
                .finish(shop::join)
                .named("gather")
                .build());
  }

  @ParameterizedTest
  @MethodSource("shops")
  void itTellsTheStageAndTheItemsAround(FlowMaker<Shop, String, String> maker) {
    assertThat(levels(maker, "price DE-S2b"))
        .containsExactly(
            "items #2 = DE-S2b, at price",
            "orders #2 = DE-S2, at items",
            "regions #2 = DE-S, in the context of orders, at orders",
            "input #1 = DE, at regions");
    assertThat(levels(maker, "open DE-N2"))
        .containsExactly(
            "orders #2 = DE-N2, at open",
            "regions #1 = DE-N, in the context of orders, at orders",
            "input #1 = DE, at regions");
    assertThat(levels(maker, "gather DE-N1a$"))
        .startsWith("items #1 = DE-N1a, at gather", "orders #1 = DE-N1, at items");
    assertThat(levels(maker, "join 6"))
        .containsExactly(
            "regions #1 = DE-N, in the context of orders, at gather", "input #1 = DE, at regions");
    assertThat(levels(maker, "close"))
        .containsExactly(
            "regions #1 = DE-N, in the context of orders, at orders", "input #1 = DE, at regions");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void aSourceThatFailsHasNoItemInHand(FlowMaker<Shop, String, String> maker) {
    assertThat(levels(maker, "next DE-N1c")).startsWith("items #2", "orders #1 = DE-N1, at items");
    assertThat(levels(maker, "next DE-N1a")).startsWith("items #0", "orders #1 = DE-N1, at items");
  }

  @ParameterizedTest
  @MethodSource("shops")
  void itIsTheSameHoweverTheFlowIsRun(FlowMaker<Shop, String, String> maker) throws Exception {
    List<String> expected = levels(maker, "price DE-N2a");
    assertThat(expected).hasSize(4);
    Shop shop = new Shop();
    shop.failing = "price DE-N2a";
    Flow<String, String> flow = maker.of(shop);
    assertThat(levels(catchThrowable(() -> flow.run("DE")))).isEqualTo(expected);
    try (FlowIterator<String> opened = flow.open("DE")) {
      Throwable thrown = catchThrowable(opened::next);
      assertThat(levels(thrown)).isEqualTo(expected);
      assertThat(catchThrowable(opened::next)).isSameAs(thrown);
      assertThat(traces(thrown)).hasSize(1);
    }
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start("DE");
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    run.completion().whenComplete((nothing, thrown) -> failure.complete(thrown));
    loop.runAll();
    assertThat(levels(failure.join())).isEqualTo(expected);
    assertThat(run.trace().toCompletableFuture().join()).isEqualTo(traces(failure.join()).get(0));
  }

  /** By index and by iterator, boxed and not: the loops at full speed. */
  static class Loops {
    int failing;

    @Sequence
    List<List<Integer>> lists(int copies) {
      return List.of(
          List.of(1, 2, 3),
          new ArrayList<>(List.of(4, 5, 6)),
          new java.util.LinkedList<>(List.of(7, 8, 9)));
    }

    @Sequence
    List<Integer> numbers(List<Integer> list) {
      return list;
    }

    @Function
    int checked(int number) {
      if (number == failing) {
        throw new ArithmeticException("no " + number);
      }
      return number;
    }

    @Function
    int doubled(int number) {
      if (number == -failing) {
        throw new ArithmeticException("no " + number);
      }
      return 2 * number;
    }
  }

  static Stream<Named<FlowMaker<Loops, Integer, Integer>>> loops() {
    return Flows.of(
        FailureTraceTest_LoopsFlow::of,
        loops ->
            Flow.<Integer>begin()
                .sequence(loops::lists)
                .named("lists")
                .sequence(loops::numbers)
                .named("numbers")
                .function(loops::checked)
                .named("checked")
                .function(loops::doubled)
                .named("doubled")
                .build());
  }

  @ParameterizedTest
  @MethodSource("loops")
  void aLoopAtFullSpeedTellsToo(FlowMaker<Loops, Integer, Integer> maker) {
    for (int list = 0; list < 3; list++) {
      for (int item = 1; item <= 3; item++) {
        int number = list * 3 + item;
        for (int sign : new int[] {1, -1}) {
          Loops loops = new Loops();
          loops.failing = sign * number;
          Throwable thrown = catchThrowable(() -> maker.of(loops).collect(1));
          assertThat(thrown).isInstanceOf(ArithmeticException.class);
          assertThat(levels(thrown).get(0))
              .isEqualTo("numbers #%d = %d, at %s", item, number, sign > 0 ? "checked" : "doubled");
        }
      }
    }
  }

  @Test
  void aStageHasItsMethodsPlace() {
    Shop shop = new Shop();
    shop.failing = "price DE-N1a";
    Throwable thrown = catchThrowable(() -> FailureTraceTest_ShopFlow.of(shop).run("DE"));
    FlowTrace trace = FlowTrace.of(thrown).orElseThrow();
    StackTraceElement price =
        Objects.requireNonNull(trace.levels().get(trace.levels().size() - 1).place());
    assertThat(price.getClassName()).isEqualTo(Shop.class.getName());
    assertThat(price.getMethodName()).isEqualTo("price");
    assertThat(price.getFileName()).isEqualTo("FailureTraceTest.java");
    int calledFrom =
        Stream.of(thrown.getStackTrace())
            .filter(element -> element.getMethodName().equals("price"))
            .findFirst()
            .orElseThrow()
            .getLineNumber();
    assertThat(price.getLineNumber()).isEqualTo(calledFrom);
    assertThat(trace.toString().lines())
        .element(0)
        .isEqualTo("at " + price + ": items #1 = DE-N1a");
    assertThat(thrown.getSuppressed()[0])
        .isInstanceOf(FlowTraceException.class)
        .hasMessageContaining("\n\t\tat " + price + ": items #1 = DE-N1a\n\t\tat ");
    assertThat(thrown.getSuppressed()[0].getStackTrace()).isEmpty();
  }

  @Test
  void aStageOfABuiltFlowHasTheLineAtWhichTheFlowWasBegun() {
    int line = StackWalker.getInstance().walk(Stream::findFirst).orElseThrow().getLineNumber();
    FlowBuilder<Integer, Integer> begun = Flow.begin();
    Flow<Integer, Integer> flow =
        begun.sequence(n -> List.of(n)).function(n -> 1 / (n - n)).build();
    FlowTrace trace = FlowTrace.of(catchThrowable(() -> flow.run(1))).orElseThrow();
    StackTraceElement place = Objects.requireNonNull(trace.levels().get(1).place());
    assertThat(place.getClassName()).isEqualTo(FailureTraceTest.class.getName());
    assertThat(place.getLineNumber()).isEqualTo(line + 1);
    assertThat(trace.levels().get(0).place()).isEqualTo(place);
    assertThat(trace.toString().lines())
        .element(0)
        .isEqualTo("at " + place + ", stage function2: sequence1 #1 = 1");
  }

  /** Inherits stages from a class and an interface. */
  @FlowDefinition
  static class Derived extends Base implements Ending {}

  /** Has the first stage. */
  static class Base {
    @Sequence
    List<Integer> numbers(int n) {
      return List.of(n);
    }
  }

  /** Has the last stage. */
  interface Ending {
    @Function
    default int inverse(int n) {
      return 1 / n;
    }
  }

  @Test
  void anInheritedStageHasThePlaceOfWhatDeclaresIt() {
    FailureTraceTest_DerivedFlow flow = FailureTraceTest_DerivedFlow.create();
    FlowTrace trace = FlowTrace.of(catchThrowable(() -> flow.run(0))).orElseThrow();
    assertThat(trace.levels())
        .extracting(level -> Objects.requireNonNull(level.place()).getClassName())
        .containsExactly(Base.class.getName(), Ending.class.getName());
  }

  /** Has methods that are called as what is no stage. */
  static class Misleading {
    @Function
    int next(int number) {
      return input() + number + sink();
    }

    int input() {
      return 1;
    }

    int sink() {
      return 0;
    }
  }

  @Test
  void aMethodThatIsNamedLikeTheSinkIsNotItsPlace() {
    Sink<Integer> sink =
        item -> {
          throw new IllegalStateException();
        };
    FailureTraceTest_MisleadingFlow flow = FailureTraceTest_MisleadingFlow.create();
    FlowTrace trace = FlowTrace.of(catchThrowable(() -> flow.run(1, sink))).orElseThrow();
    assertThat(trace).hasToString("at sink: input #1 = 1");
  }

  @Test
  void anItemThatCannotBeShownHidesNothing() {
    class Rude {
      final boolean endless;

      Rude(boolean endless) {
        this.endless = endless;
      }

      @Override
      public String toString() {
        return endless ? this + "" : Objects.requireNonNull(null);
      }
    }
    for (boolean endless : new boolean[] {false, true}) {
      Throwable thrown = catchThrowable(() -> failing().run(new Rude(endless)));
      assertThat(thrown).isInstanceOf(IllegalStateException.class);
      assertThat(levels(thrown))
          .containsExactly(
              "input #1 = (toString failed: java.lang."
                  + (endless ? "StackOverflowError" : "NullPointerException")
                  + "), at function1");
    }
  }

  @Test
  void aLongItemIsCut() {
    Throwable thrown = catchThrowable(() -> failing().run("x".repeat(1_000)));
    assertThat(levels(thrown)).containsExactly("input #1 = " + "x".repeat(79) + "…, at function1");
  }

  private static Flow<Object, Object> failing() {
    return Flow.<Object>begin()
        .function(
            item -> {
              throw new IllegalStateException();
            })
        .build();
  }

  /** Fails with the same object for each item, and again while it is closed. */
  static class Always {
    static final IllegalStateException FAILURE = new IllegalStateException("always");

    @Sequence
    FlowIterator<Integer> numbers(int first) {
      return new FlowIterator<>() {
        @Override
        public Integer next() {
          return first;
        }

        @Override
        public void close() {
          throw new IllegalArgumentException("unclosable");
        }
      };
    }

    @Retry(times = 7, backoffMillis = 0)
    @Function
    int fail(int number) {
      throw FAILURE;
    }
  }

  static Stream<Named<FlowMaker<Always, Integer, Integer>>> always() {
    return Flows.of(
        FailureTraceTest_AlwaysFlow::of,
        it ->
            Flow.<Integer>begin()
                .sequenceFrom(it::numbers)
                .named("numbers")
                .function(it::fail)
                .named("fail")
                .retry(RetryPolicy.of(7).withBackoff(Duration.ZERO))
                .build());
  }

  @ParameterizedTest
  @MethodSource("always")
  void anExceptionThatEndsManyRunsTellsOfTheLastOneAndDoesNotGrowForEver(
      FlowMaker<Always, Integer, Integer> maker) {
    Thread thread = Thread.currentThread();
    thread.setUncaughtExceptionHandler((where, unclosed) -> {}); // what finds no place any more
    try {
      Flow<Integer, Integer> flow = maker.of(new Always());
      for (int n = 0; n < 100; n++) {
        int input = n;
        assertThat(catchThrowable(() -> flow.run(input))).isSameAs(Always.FAILURE);
        assertThat(inputs(Always.FAILURE)).containsExactly("input #1 = " + n + ", at numbers");
      }
    } finally {
      thread.setUncaughtExceptionHandler(null);
    }
    assertThat(Always.FAILURE.getSuppressed()).hasSizeLessThan(40);
    assertThat(traces(Always.FAILURE)).hasSize(1);
  }

  @Test
  void ofRunsSideBySideEachFindsItsOwnPlaceInTheExceptionTheyShare() {
    IllegalStateException shared = new IllegalStateException("shared");
    CompletableFuture<Integer> cached = new CompletableFuture<>();
    Flow<String, Integer> flow = Flow.<String>begin().functionAsync(n -> cached).build();
    TestLoop loop = new TestLoop();
    List<List<String>> places = new ArrayList<>();
    for (String input : List.of("a", "b", "c")) {
      flow.on(loop).single(input).whenComplete((n, thrown) -> places.add(inputs(shared)));
    }
    loop.runAll();
    cached.completeExceptionally(shared);
    loop.runAll();
    assertThat(places)
        .containsExactlyInAnyOrder(
            List.of("input #1 = a, at function1"),
            List.of("input #1 = b, at function1"),
            List.of("input #1 = c, at function1"));
  }

  @Test
  void aRunInsideAnotherOneTellsOfBoth() {
    IllegalStateException shared = new IllegalStateException("shared");
    Flow<Integer, Integer> inner =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw shared;
                })
            .named("inner")
            .build();
    Flow<Integer, Integer> outer =
        Flow.<Integer>begin().function(n -> inner.single(n * 10)).named("outer").build();
    for (int n = 1; n < 3; n++) {
      int input = n;
      for (Throwable thrown :
          List.of(
              catchThrowable(() -> outer.run(input)),
              catchThrowable(() -> outer.stream(input).toList()),
              Objects.requireNonNull(
                  outer.on(Runnable::run).single(input).handle((x, failed) -> failed).join()))) {
        assertThat(thrown).isSameAs(shared);
        assertThat(inputs(shared)).containsExactly("input #1 = " + n + "0, at inner");
        assertThat(shared.getSuppressed())
            .singleElement()
            .extracting(Throwable::getMessage)
            .asString()
            .containsSubsequence(
                "the flow was",
                "input #1 = " + n + "0",
                "called by a flow that was",
                "input #1 = " + n);
      }
    }
    Throwable alone = catchThrowable(() -> inner.run(7));
    assertThat(inputs(alone)).containsExactly("input #1 = 7, at inner");
    assertThat(alone.getSuppressed()[0].getMessage()).doesNotContain("called by");
  }

  private static List<String> inputs(Throwable thrown) {
    return FlowTrace.of(thrown).orElseThrow().levels().stream()
        .limit(1)
        .map(FlowTrace.Level::toString)
        .toList();
  }

  @Test
  void aFailureThatTakesNoSuppressedExceptionsStaysAsItIs() {
    class Bare extends RuntimeException {
      private static final long serialVersionUID = 1;

      Bare() {
        super("bare", null, false, false);
      }
    }
    Bare bare = new Bare();
    TestLoop loop = new TestLoop();
    FlowRun run =
        Flow.<Integer>begin()
            .<Integer>function(
                n -> {
                  throw bare;
                })
            .build()
            .on(loop)
            .start(1);
    CompletableFuture<@Nullable Throwable> failure = new CompletableFuture<>();
    run.completion().whenComplete((nothing, thrown) -> failure.complete(thrown));
    loop.runAll();
    assertThat(failure.join()).isSameAs(bare);
    assertThat(FlowTrace.of(bare)).isEmpty();
    assertThat(run.trace().toCompletableFuture().join().levels())
        .extracting(FlowTrace.Level::toString)
        .containsExactly("input #1 = 1, at function1");
  }

  @Test
  void ofADeepRecursionTheMiddleIsLeftOut() {
    Flow<Integer, Integer> deep =
        Flow.recursive(
            self -> Flow.<Integer>begin().function(n -> n - 1 + 0 / n).subflow(n -> self).build());
    Throwable thrown = catchThrowable(() -> deep.run(100_000));
    FlowTrace trace = FlowTrace.of(thrown).orElseThrow();
    assertThat(trace.levels()).hasSize(250);
    assertThat(trace.omitted()).isPositive();
    assertThat(trace.toString().lines())
        .hasSize(251)
        .element(200)
        .asString()
        .matches("\\.\\.\\. \\d+ more");
    assertThat(trace.levels().get(0)).hasToString("input #1 = 100000, at subflow2");
    assertThat(trace.levels().get(249)).hasToString("input #1 = 0, at function1");
  }

  private static List<String> levels(FlowMaker<Shop, String, String> maker, String failing) {
    Shop shop = new Shop();
    shop.failing = failing;
    Throwable thrown = catchThrowable(() -> maker.of(shop).collect("DE"));
    assertThat(thrown).hasMessage(failing);
    return levels(thrown);
  }

  /** The innermost first. */
  private static List<String> levels(@Nullable Throwable thrown) {
    List<String> levels = new ArrayList<>();
    traces(thrown).get(0).levels().forEach(level -> levels.add(0, level.toString()));
    return levels;
  }

  private static List<FlowTrace> traces(@Nullable Throwable thrown) {
    return Stream.of(Objects.requireNonNull(thrown).getSuppressed())
        .filter(FlowTraceException.class::isInstance)
        .map(suppressed -> ((FlowTraceException) suppressed).trace())
        .toList();
  }
}
