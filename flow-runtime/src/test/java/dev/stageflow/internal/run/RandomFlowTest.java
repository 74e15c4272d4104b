package dev.stageflow.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stageflow.Flow;
import dev.stageflow.FlowListener;
import dev.stageflow.FlowProgress;
import dev.stageflow.FlowRun;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.FirstFrame;
import dev.stageflow.internal.run.Sketch.Kind;
import dev.stageflow.internal.run.Sketch.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Any flow that is put together at run time does what plain recursion would do. */
class RandomFlowTest {

  @Property
  void aFlowDoesTheSameCallsInTheSameOrderAsRecursion(
      @ForAll("sketches") Sketch sketch, @ForAll("inputs") int input) {
    if (sketch.isValid()) {
      List<String> expected = byRecursion(sketch, input, 0);
      assertThat(byFlow(sketch, input, Journal.quiet(0))).isEqualTo(expected);
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> BuiltSketch.build(sketch, new Behaviour(sketch, Journal.quiet(0))))
          .withMessageContaining("one item at most");
    }
  }

  @Property
  void pausesHaltsAndSlicesChangeNothing(
      @ForAll("validSketches") Sketch sketch, @ForAll("inputs") int input, @ForAll long seed) {
    List<String> expected = byRecursion(sketch, input, 0);
    assertThat(byFlow(sketch, input, Journal.disturbing(seed, 0))).isEqualTo(expected);
  }

  @Property
  void aFailureClosesWhatIsOpenInnermostFirstAndCallsNothingElse(
      @ForAll("validSketches") Sketch sketch,
      @ForAll("inputs") int input,
      @ForAll("places") int failAt,
      @ForAll long seed) {
    List<String> expected = byRecursion(sketch, input, failAt);
    assertThat(byFlow(sketch, input, Journal.disturbing(seed, failAt))).isEqualTo(expected);
  }

  @Property
  void aRunCountsWhatRecursionDropsAndGives(
      @ForAll("validSketches") Sketch sketch, @ForAll("inputs") int input) throws Exception {
    Journal journal = Journal.quiet(0);
    Recursion recursion = new Recursion(sketch, new Behaviour(sketch, journal));
    recursion.run(input);
    long given = journal.entries().stream().filter(call -> call.startsWith("emit")).count();
    for (Duration slice : List.of(Duration.ofNanos(1), Duration.ofHours(1))) {
      FlowProgress counted = counted(sketch, input, slice);
      assertThat(counted.dropped()).isEqualTo(recursion.dropped());
      assertThat(counted.outputs()).isEqualTo(given);
    }
  }

  private static FlowProgress counted(Sketch sketch, int input, Duration slice) {
    Behaviour stages = new Behaviour(sketch, Journal.quiet(0));
    FlowRun run =
        BuiltSketch.build(sketch, stages)
            .on(Runnable::run)
            .timeSlice(slice)
            .listener(new FlowListener() {})
            .start(input);
    run.completion().toCompletableFuture().join();
    return run.progress();
  }

  private static List<String> byRecursion(Sketch sketch, int input, int failAt) {
    Journal journal = Journal.quiet(failAt);
    Throwable failure =
        catchThrowable(() -> new Recursion(sketch, new Behaviour(sketch, journal)).run(input));
    return withFailure(journal, failure);
  }

  private static List<String> byFlow(Sketch sketch, int input, Journal journal) {
    Behaviour stages = new Behaviour(sketch, journal);
    Flow<Integer, ?> flow = BuiltSketch.build(sketch, stages);
    Sink<Object> sink = item -> stages.emit((Integer) item);
    Throwable failure = catchThrowable(() -> journal.run(FirstFrame.of(flow, input, sink)));
    return withFailure(journal, failure);
  }

  private static List<String> withFailure(Journal journal, Throwable failure) {
    List<String> entries = new ArrayList<>(journal.entries());
    if (failure != null) {
      assertThat(failure).isInstanceOf(Journal.Failure.class).hasNoSuppressedExceptions();
      entries.add("failure");
    }
    return entries;
  }

  @Provide
  Arbitrary<Integer> inputs() {
    return upTo(30);
  }

  @Provide
  Arbitrary<Integer> places() {
    return upTo(60).map(place -> place + 1);
  }

  @Provide
  Arbitrary<Sketch> validSketches() {
    return sketches().filter(Sketch::isValid);
  }

  @Provide
  Arbitrary<Sketch> sketches() {
    Arbitrary<List<Kind>> shapes =
        Arbitraries.frequency(
                Tuple.of(5, List.of(Kind.CONTEXT, Kind.SEQUENCE)),
                Tuple.of(3, List.of(Kind.CONTEXT, Kind.FUNCTION, Kind.SEQUENCE)),
                Tuple.of(1, List.of(Kind.CONTEXT)),
                Tuple.of(5, List.of(Kind.SEQUENCE)),
                Tuple.of(4, List.of(Kind.FUNCTION)),
                Tuple.of(2, List.of(Kind.FILTER)),
                Tuple.of(6, List.of(Kind.ACCUMULATE)))
            .list()
            .ofMinSize(1)
            .ofMaxSize(10)
            .withSizeDistribution(RandomDistribution.uniform())
            .map(pieces -> pieces.stream().flatMap(List::stream).toList());
    Arbitrary<Boolean> consumed = Arbitraries.of(true, false);
    return Combinators.combine(shapes, consumed)
        .as(RandomFlowTest::kinds)
        .flatMap(
            kinds ->
                Combinators.combine(kinds.stream().map(RandomFlowTest::part).toList())
                    .as(Sketch::new));
  }

  private static List<Kind> kinds(List<Kind> shape, boolean consumed) {
    List<Kind> kinds = new ArrayList<>(shape);
    if (consumed) {
      kinds.add(Kind.CONSUMER);
    }
    return kinds;
  }

  private static Arbitrary<Part> part(Kind kind) {
    Arbitrary<Integer> styles = upTo(kind == Kind.SEQUENCE ? 3 : 2);
    return Combinators.combine(styles, upTo(99), upTo(99), upTo(31))
        .as((style, a, b, hooks) -> new Part(kind, style, a, b, hooks));
  }

  private static Arbitrary<Integer> upTo(int most) {
    return Arbitraries.integers().between(0, most).withDistribution(RandomDistribution.uniform());
  }
}
