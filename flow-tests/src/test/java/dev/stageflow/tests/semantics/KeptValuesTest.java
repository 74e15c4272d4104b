package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.FlowRun;
import dev.stageflow.annotation.Accumulate;
import dev.stageflow.annotation.Context;
import dev.stageflow.annotation.Filter;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Upstream;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A value lives until the last stage that takes it has returned, however long the run waits. */
class KeptValuesTest {

  /** A value, and whether anybody still refers to it. */
  static final class Large {
    private final int number;

    Large(int number, List<WeakReference<Large>> made) {
      this.number = number;
      made.add(new WeakReference<>(this));
    }
  }

  /** What is shared by the definitions: the values made so far, and what a run waits for. */
  static class Waiting {
    final List<WeakReference<Large>> made = new ArrayList<>();
    final CompletableFuture<Integer> answer = new CompletableFuture<>();

    Large made(int number) {
      return new Large(number, made);
    }
  }

  @FlowDefinition(extensible = true)
  static class Chain extends Waiting {
    @Function
    Large load(int number) {
      return made(number);
    }

    @Function
    int length(Large large) {
      return large.number;
    }

    @Function
    CompletableFuture<Integer> wait(int length) {
      return answer;
    }
  }

  static Stream<Named<FlowMaker<Chain, Integer, Integer>>> chains() {
    return Flows.of(
        KeptValuesTest_ChainFlow::of,
        d ->
            Flow.<Integer>begin()
                .function(d::load)
                .function(d::length)
                .functionAsync(d::wait)
                .build());
  }

  @ParameterizedTest
  @MethodSource("chains")
  void aValueIsDroppedOnceTheNextStageHasTakenIt(FlowMaker<Chain, Integer, Integer> maker) {
    Chain chain = new Chain();
    keepsNothing(maker.of(chain), 1, chain);
  }

  static class Upstreams extends Waiting {
    @Sequence
    int[] numbers(int number) {
      return new int[] {number, -number, number + 1};
    }

    @Function
    Large load(int number) {
      return made(number);
    }

    @Filter
    boolean positive(Large large) {
      return large.number > 0;
    }

    @Function
    Integer length(Large large) {
      return large.number;
    }

    @Function
    int again(Integer length, @Upstream("load") Large large) {
      return length + large.number;
    }

    @Function
    CompletableFuture<Integer> wait(int length, @Upstream("length") Integer first) {
      return first == 2 ? answer : CompletableFuture.completedFuture(length);
    }
  }

  static Stream<Named<FlowMaker<Upstreams, Integer, Integer>>> upstreams() {
    FlowKey<Large> load = FlowKey.of("load", Large.class);
    FlowKey<Integer> length = FlowKey.of("length", Integer.class);
    return Flows.of(
        KeptValuesTest_UpstreamsFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(n -> List.of(n, -n, n + 1))
                .function(d::load)
                .named(load)
                .filter(d::positive)
                .function(d::length)
                .named(length)
                .function(load, d::again)
                .functionAsync(n -> n == 4 ? d.answer : CompletableFuture.completedFuture(n))
                .build());
  }

  @ParameterizedTest
  @MethodSource("upstreams")
  void anUpstreamValueIsDroppedAfterItsLastReaderAndWhereItsItemIsDropped(
      FlowMaker<Upstreams, Integer, Integer> maker) {
    Upstreams upstreams = new Upstreams();
    keepsNothing(maker.of(upstreams), 1, upstreams);
  }

  static class Nested extends Waiting {
    @Function
    Large load(int number) {
      return made(number);
    }

    @Context(onClose = "closed")
    @Sequence
    List<Integer> numbers(Large large) {
      return List.of(large.number, 2);
    }

    @Function
    Large inner(int number, @Upstream("load") Large large) {
      return made(number + large.number);
    }

    @Accumulate
    void all(ArrayList<Large> all, Large large) {
      all.add(large);
    }

    @Function
    int size(List<Large> all) {
      return all.size();
    }

    @Function
    CompletableFuture<Integer> wait(int size) {
      return answer;
    }

    void closed() {}
  }

  static Stream<Named<FlowMaker<Nested, Integer, Integer>>> nested() {
    FlowKey<Large> load = FlowKey.of("load", Large.class);
    return Flows.of(
        KeptValuesTest_NestedFlow::of,
        d ->
            Flow.<Integer>begin()
                .function(d::load)
                .named(load)
                .context()
                .onClose(d::closed)
                .sequence(d::numbers)
                .function(load, d::inner)
                .accumulateInto(ArrayList<Large>::new, d::all)
                .function(d::size)
                .functionAsync(d::wait)
                .build());
  }

  @ParameterizedTest
  @MethodSource("nested")
  void whatAContextHasGatheredIsDroppedOnceItIsPassedOn(FlowMaker<Nested, Integer, Integer> maker) {
    Nested nested = new Nested();
    keepsNothing(maker.of(nested), 1, nested);
  }

  static class Parts extends Waiting {
    @Function
    Large load(int number) {
      return made(number);
    }

    @Sequence
    Iterator<Integer> parts(Large large) {
      return List.of(large.number, 2).iterator();
    }

    @Function
    Large part(int number) {
      return made(number);
    }

    @Sequence
    List<Integer> pieces(Large large) {
      return List.of(large.number);
    }

    @Function
    CompletableFuture<Integer> wait(int piece) {
      return answer;
    }
  }

  static Stream<Named<FlowMaker<Parts, Integer, Integer>>> parts() {
    return Flows.of(
        KeptValuesTest_PartsFlow::of,
        d ->
            Flow.<Integer>begin()
                .function(d::load)
                .sequenceFrom(large -> FlowIterator.of(d.parts(large)))
                .function(d::part)
                .sequence(d::pieces)
                .functionAsync(d::wait)
                .build());
  }

  @ParameterizedTest
  @MethodSource("parts")
  void whatASequenceIsMadeOfIsDroppedWhileItIsWalked(FlowMaker<Parts, Integer, Integer> maker) {
    Parts parts = new Parts();
    keepsNothing(maker.of(parts), 1, parts);
  }

  private static void keepsNothing(Flow<Integer, Integer> flow, int input, Waiting waiting) {
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start(input);
    loop.runAll();
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    assertThat(waiting.made).isNotEmpty();
    for (int i = 0; i < 50 && waiting.made.stream().anyMatch(it -> it.get() != null); i++) {
      System.gc();
    }
    assertThat(waiting.made).allMatch(it -> it.get() == null);
    waiting.answer.complete(7);
    loop.runAll();
    assertThat(run.completion()).isCompleted();
  }
}
