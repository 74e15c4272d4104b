package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowProgress.Level;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stream that knows how many elements it has shows how much of it is done. */
class StreamProgressTest {

  /** Waits at the third number for good. */
  static class Numbers {

    @Sequence
    Stream<Integer> numbers(Supplier<Stream<Integer>> source) {
      return source.get();
    }

    @Function
    int third(int number) throws PauseFlow {
      return waiting(number);
    }
  }

  /** The same, where the numbers are no objects. */
  static class IntNumbers {

    @Sequence
    IntStream numbers(Supplier<IntStream> source) {
      return source.get();
    }

    @Function
    int third(int number) throws PauseFlow {
      return waiting(number);
    }
  }

  /** The same, where the numbers are read ahead. */
  static class ReadAhead extends IntNumbers {
    @Override
    @Tunnel
    @Sequence
    IntStream numbers(Supplier<IntStream> source) {
      return source.get();
    }
  }

  /** The same, of a value that may be there. */
  static class AtMostOne {

    @Sequence
    Optional<Integer> numbers(Integer number) {
      return Optional.of(number);
    }

    @Function
    int third(int number) throws PauseFlow {
      return waiting(number);
    }
  }

  private static int waiting(int number) throws PauseFlow {
    if (number == 3) {
      throw PauseFlow.until(new CompletableFuture<>());
    }
    return number;
  }

  static Stream<Named<FlowMaker<Numbers, Supplier<Stream<Integer>>, Integer>>> flows() {
    return Flows.of(
        StreamProgressTest_NumbersFlow::of,
        numbers ->
            Flow.<Supplier<Stream<Integer>>>begin()
                .sequenceFrom(source -> FlowIterator.of(numbers.numbers(source)))
                .named("numbers")
                .function(numbers::third)
                .build());
  }

  static Stream<Named<FlowMaker<IntNumbers, Supplier<IntStream>, Integer>>> intFlows() {
    return Flows.of(
        StreamProgressTest_IntNumbersFlow::of,
        numbers ->
            Flow.<Supplier<IntStream>>begin()
                .<Integer>sequenceFrom(source -> FlowIterator.of(numbers.numbers(source)))
                .named("numbers")
                .function(numbers::third)
                .build());
  }

  private final TestLoop loop = new TestLoop();
  private final List<String> closed = new ArrayList<>();

  private <I> FlowRun waiting(Flow<I, Integer> flow, I source) {
    FlowRun run = flow.on(loop).tunnelOn(Runnable::run).start(source);
    run.progress();
    loop.runAll();
    return run;
  }

  private <I> Level level(Flow<I, Integer> flow, I source) {
    return waiting(flow, source).progress().levels().get(1);
  }

  private static Level level(int taken, OptionalLong size) {
    return new Level("numbers", taken, taken, size, 0);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStreamTellsItsSizeBeforeItIsWalked(
      FlowMaker<Numbers, Supplier<Stream<Integer>>, Integer> maker) throws Exception {
    FlowRun run =
        waiting(
            maker.of(new Numbers()),
            () -> Stream.of(4, 3, 2, 1).sorted().onClose(() -> closed.add("numbers")));
    assertThat(run.progress().levels().get(1)).isEqualTo(level(3, OptionalLong.of(4)));
    assertThat(run.progress().share()).hasValue(2 / 4.0);
    run.cancel();
    loop.runAll();
    assertThat(closed).as("closed once").containsExactly("numbers");
  }

  @ParameterizedTest
  @MethodSource("intFlows")
  void aStreamOfPrimitivesTellsItsSizeToo(FlowMaker<IntNumbers, Supplier<IntStream>, Integer> maker)
      throws Exception {
    assertThat(level(maker.of(new IntNumbers()), () -> IntStream.rangeClosed(1, 9).map(n -> n)))
        .isEqualTo(level(3, OptionalLong.of(9)));
  }

  @ParameterizedTest
  @MethodSource("intFlows")
  void aStreamThatIsFilteredOrWithoutEndIsOfNoKnownSize(
      FlowMaker<IntNumbers, Supplier<IntStream>, Integer> maker) throws Exception {
    Flow<Supplier<IntStream>, Integer> flow = maker.of(new IntNumbers());
    assertThat(level(flow, () -> IntStream.rangeClosed(1, 9).filter(n -> n > 1)))
        .isEqualTo(level(2, OptionalLong.empty()));
    assertThat(level(flow, () -> IntStream.iterate(1, n -> n + 1)))
        .isEqualTo(level(3, OptionalLong.empty()));
    assertThat(level(flow, () -> new Random(1).ints(3, 4)))
        .as("it claims to have as many as a long can count")
        .isEqualTo(level(1, OptionalLong.empty()));
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aStreamThatFailsToTellItsSizeIsWalkedAllTheSame(
      FlowMaker<Numbers, Supplier<Stream<Integer>>, Integer> maker) throws Exception {
    Spliterator<Integer> numbers =
        new Spliterators.AbstractSpliterator<>(9, Spliterator.SIZED) {
          private int next = 1;

          @Override
          public boolean tryAdvance(Consumer<? super Integer> action) {
            action.accept(next++);
            return true;
          }

          @Override
          public long estimateSize() {
            throw new IllegalStateException("not now");
          }
        };
    assertThat(level(maker.of(new Numbers()), () -> StreamSupport.stream(numbers, false)))
        .isEqualTo(level(3, OptionalLong.empty()));
  }

  @Test
  void aStreamThatIsReadAheadTellsItsSize() {
    assertThat(
            level(
                StreamProgressTest_ReadAheadFlow.of(new ReadAhead()),
                () -> IntStream.rangeClosed(1, 9)))
        .isEqualTo(level(3, OptionalLong.of(9)));
  }

  @Test
  void anOptionalIsASequenceOfOne() {
    assertThat(level(StreamProgressTest_AtMostOneFlow.of(new AtMostOne()), 3))
        .isEqualTo(level(1, OptionalLong.of(1)));
  }

  @Test
  void toShowProgressOpensNoStreamThatIsNotWalkedYet() {
    List<String> opened = new ArrayList<>();
    Supplier<Spliterator<Integer>> later =
        () -> {
          opened.add("later");
          return List.of(4, 5).spliterator();
        };
    Flow<Integer, Integer> flow =
        Flow.<Integer>begin()
            .<Integer>sequenceFrom(
                n ->
                    FlowIterator.concat(
                        FlowIterator.of(Stream.of(1, 2, n)),
                        FlowIterator.of(StreamSupport.stream(later, Spliterator.SIZED, false))))
            .named("numbers")
            .<Integer>function(StreamProgressTest::waiting)
            .build();
    assertThat(level(flow, 3)).isEqualTo(level(3, OptionalLong.empty()));
    assertThat(opened).isEmpty();
  }
}
