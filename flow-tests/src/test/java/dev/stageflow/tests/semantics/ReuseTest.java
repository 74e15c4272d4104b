package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.SourceFlow;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flow is immutable: it serves any number of runs, and other flows. */
class ReuseTest {

  static class Sums {
    @Sequence
    int[] numbers(int count) {
      return IntStream.rangeClosed(1, count).toArray();
    }

    @Context
    @Sequence
    int[] upTo(int number) {
      return IntStream.rangeClosed(1, number).toArray();
    }

    @Accumulate
    int add(int sum, int number) {
      return sum + number;
    }
  }

  static Stream<Named<Flow<Integer, Integer>>> sums() {
    return Flows.<Sums, Integer, Integer>of(
            ReuseTest_SumsFlow::of,
            d ->
                Flow.<Integer>begin()
                    .sequence(n -> IntStream.of(d.numbers(n)).boxed().toList())
                    .context()
                    .sequence(n -> IntStream.of(d.upTo(n)).boxed().toList())
                    .accumulate(() -> 0, d::add)
                    .build())
        .map(maker -> Named.of(maker.getName(), maker.getPayload().of(new Sums())));
  }

  @ParameterizedTest
  @MethodSource("sums")
  void runsOfOneFlowDoNotSeeEachOther(Flow<Integer, Integer> flow) throws Exception {
    try (FlowIterator<Integer> one = flow.open(3);
        FlowIterator<Integer> other = flow.open(2)) {
      assertThat(one.next()).isEqualTo(1);
      assertThat(other.next()).isEqualTo(1);
      assertThat(one.next()).isEqualTo(3);
      assertThat(one.next()).isEqualTo(6);
      assertThat(other.next()).isEqualTo(3);
      assertThat(one.next()).isNull();
      assertThat(other.next()).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("sums")
  void manyThreadsRunOneFlow(Flow<Integer, Integer> flow) throws Exception {
    List<Integer> expected = flow.collect(100);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<Integer>>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(threads.submit(() -> flow.collect(100)));
        results.add(flow.on(threads).collect(100));
      }
      for (Future<List<Integer>> result : results) {
        assertThat(result.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("sums")
  void outputsAreGatheredInAnyWayThatIsAskedFor(Flow<Integer, Integer> flow) throws Exception {
    assertThat(flow.collect(3)).containsExactly(1, 3, 6).isUnmodifiable();
    assertThat(flow.collect(3, Collectors.summingInt(n -> n))).isEqualTo(10);
    List<Integer> sunk = new ArrayList<>();
    flow.run(3, sunk::add);
    flow.run(3);
    assertThat(sunk).containsExactly(1, 3, 6);
    assertThat(flow.stream(3)).containsExactly(1, 3, 6);
    assertThat(flow.on(Runnable::run).collect(3)).isCompletedWithValue(List.of(1, 3, 6));
    assertThat(flow.on(Runnable::run).collect(3, Collectors.counting())).isCompletedWithValue(3L);
  }

  @ParameterizedTest
  @MethodSource("sums")
  void aSingleOutputIsNeitherNoneNorSeveral(Flow<Integer, Integer> flow) throws Exception {
    assertThat(flow.single(1)).isEqualTo(1);
    assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> flow.single(0));
    assertThatIllegalStateException().isThrownBy(() -> flow.single(2));

    TestLoop loop = new TestLoop();
    CompletableFuture<Integer> one = flow.on(loop).single(1);
    CompletableFuture<Integer> none = flow.on(loop).single(0);
    CompletableFuture<Integer> several = flow.on(loop).single(2);
    loop.runAll();
    assertThat(one).isCompletedWithValue(1);
    assertThat(none.handle((item, thrown) -> thrown))
        .isCompletedWithValueMatching(NoSuchElementException.class::isInstance);
    assertThat(several.handle((item, thrown) -> thrown))
        .isCompletedWithValueMatching(IllegalStateException.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("sums")
  void aBoundFlowNeedsNoInput(Flow<Integer, Integer> flow) throws Exception {
    SourceFlow<Integer> bound = flow.bind(3);
    assertThat(bound.collect()).containsExactly(1, 3, 6);
    assertThat(bound.collect(Collectors.counting())).isEqualTo(3);
    assertThat(bound.stream()).containsExactly(1, 3, 6);
    assertThat(flow.bind(1).single()).isEqualTo(1);
    List<Integer> sunk = new ArrayList<>();
    bound.run(sunk::add);
    bound.run();
    bound.on(Runnable::run).start(sunk::add);
    assertThat(sunk).containsExactly(1, 3, 6, 1, 3, 6);
    try (FlowIterator<Integer> items = bound.open()) {
      assertThat(items.next()).isEqualTo(1);
    }
    assertThat(bound.then(flow).collect()).isEqualTo(flow.then(flow).collect(3));
  }

  @ParameterizedTest
  @MethodSource("sums")
  void aFlowRunsEachOfItsOutputsThroughTheNext(Flow<Integer, Integer> flow) throws Exception {
    // 1, 3, 6 go through in turn, each in an activation of its own.
    assertThat(flow.then(flow).collect(3)).containsExactly(1, 1, 3, 6, 1, 3, 6, 10, 15, 21);
    assertThat(flow.then(flow).then(flow).collect(2))
        .containsExactly(1, 1, 1, 3, 6, 1, 3, 6, 10, 15, 21);
    Flow<Integer, String> texts =
        flow.then(Flow.<Integer>begin().function(n -> "<" + n + ">").build());
    assertThat(texts.collect(2)).containsExactly("<1>", "<3>");
  }

  /** Counts in a field: each run needs a definition of its own. */
  @FlowDefinition(extensible = true)
  static class Counted {
    private int count;

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Function
    String numbered(String word) {
      count++;
      return count + word;
    }
  }

  @Test
  void eachRunHasItsOwnDefinitionOnRequest() throws Exception {
    Flow<String, String> perRun = ReuseTest_CountedFlow.perRun(Counted::new);
    assertThat(perRun.collect("a b")).containsExactly("1a", "2b");
    assertThat(perRun.collect("c")).containsExactly("1c");
    try (FlowIterator<String> one = perRun.open("a b");
        FlowIterator<String> other = perRun.open("x y")) {
      assertThat(List.of(one.next(), other.next(), one.next(), other.next()))
          .containsExactly("1a", "1x", "2b", "2y");
    }
    assertThat(perRun.on(Runnable::run).collect("d e")).isCompletedWithValue(List.of("1d", "2e"));
    // Each activation of a flow that another one leads to has a definition of its own as well.
    assertThat(
            Flow.<String>begin()
                .sequence(text -> List.of(text, text))
                .build()
                .then(perRun)
                .collect("a b"))
        .containsExactly("1a", "2b", "1a", "2b");

    Flow<String, String> shared = ReuseTest_CountedFlow.of(new Counted());
    assertThat(shared.collect("a b")).containsExactly("1a", "2b");
    assertThat(shared.collect("c")).containsExactly("3c");
    assertThat(ReuseTest_CountedFlow.create().collect("a b")).containsExactly("1a", "2b");
  }

  @Test
  void aRunThatIsGivenNoDefinitionOrFailsToMakeOneEndsWithThat() {
    String message = "definitions.get() is null";
    failsInEachWay(ReuseTest_CountedFlow.perRun(() -> null), NullPointerException.class, message);
    failsInEachWay(
        ReuseTest_CountedFlow.withPerRun(() -> null).afterNumbered(String::trim).build(),
        NullPointerException.class,
        message);
    failsInEachWay(
        ReuseTest_CountedFlow.perRun(
            () -> {
              throw new IllegalStateException("none left");
            }),
        IllegalStateException.class,
        "none left");
  }

  private static void failsInEachWay(
      Flow<String, String> flow, Class<? extends Exception> type, String message) {
    List<ThrowingCallable> ways =
        List.of(
            () -> flow.collect("a b"),
            () -> flow.open("a b").next(),
            () -> flow.stream("a b").toList(),
            () -> flow.on(Runnable::run).collect("a b").getNow(List.of()),
            () -> Flow.<String>begin().subflow(text -> flow).build().collect("a b"));
    for (ThrowingCallable way : ways) {
      Throwable thrown = catchThrowable(way);
      assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
          .isInstanceOf(type)
          .hasMessage(message);
    }
  }
}
