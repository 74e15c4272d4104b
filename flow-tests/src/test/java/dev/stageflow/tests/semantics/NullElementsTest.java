package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Tunnel;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However many null elements a source gives: between two of them the run can be stopped. */
@Timeout(30)
class NullElementsTest {

  /** Gives elements for ever, none of which is one, and is waited for until it was asked. */
  static class Nothing implements Iterator<@Nullable String> {
    final CountDownLatch asked = new CountDownLatch(3);
    final CountDownLatch closed = new CountDownLatch(1);

    /** What is done when it is asked. */
    Runnable disturbance = () -> {};

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public @Nullable String next() {
      asked.countDown();
      disturbance.run();
      return null;
    }

    Stream<@Nullable String> stream() {
      return Stream.generate(this::next).onClose(closed::countDown);
    }
  }

  static class Polled {
    @Tunnel
    @Sequence
    Stream<@Nullable String> poll(Nothing nothing) {
      return nothing.stream();
    }
  }

  static Stream<Named<FlowMaker<Polled, Nothing, String>>> tunnels() {
    return Flows.of(
        NullElementsTest_PolledFlow::of,
        d ->
            Flow.<Nothing>begin().sequenceFrom(n -> FlowIterator.of(n.stream())).tunnel(8).build());
  }

  @ParameterizedTest
  @MethodSource("tunnels")
  void aTunnelOfNothingCanBeCancelled(FlowMaker<Polled, Nothing, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Nothing nothing = new Nothing();
    FlowRun run = maker.of(new Polled()).on(loop).start(nothing, item -> {});
    loop.runAll();
    nothing.asked.await();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
    assertThat(nothing.closed.getCount()).isZero();
  }

  static class Guarded {
    @Sequence
    Stream<@Nullable String> poll(Nothing nothing) {
      return nothing.stream();
    }

    @Recover("poll")
    @Nullable Stream<String> instead(Nothing nothing, IllegalStateException failure) {
      return null;
    }
  }

  static Stream<Named<FlowMaker<Guarded, Nothing, String>>> guarded() {
    return Flows.of(
        NullElementsTest_GuardedFlow::of,
        d ->
            Flow.<Nothing>begin()
                .sequenceFrom(n -> FlowIterator.of(n.stream()))
                .recover(IllegalStateException.class, (n, failure) -> null)
                .build());
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void aGuardedSequenceOfNothingGivesTheLoopBack(FlowMaker<Guarded, Nothing, String> maker) {
    stopsFromOutside(maker.of(new Guarded()));
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void aGuardedSequenceOfNothingStopsWhenItCancels(FlowMaker<Guarded, Nothing, String> maker) {
    stopsFromInside(maker.of(new Guarded()));
  }

  static class Taken {
    @Sequence
    FlowIterator<String> poll(Nothing nothing) {
      return FlowIterator.of((Iterator<String>) nothing);
    }
  }

  static class Plain {
    @Sequence
    Iterator<@Nullable String> poll(Nothing nothing) {
      return nothing;
    }
  }

  static class Wrapped {
    @Sequence
    FlowIterator<String> poll(Nothing nothing) {
      FlowIterator<String> inner = FlowIterator.of((Iterator<String>) nothing);
      return () -> "an element, " + inner.next();
    }
  }

  static Stream<Named<Flow<Nothing, String>>> sequences() {
    return Stream.of(
        Named.of("FlowIterator.of", NullElementsTest_TakenFlow.of(new Taken())),
        Named.of(
            "FlowIterator.of, built",
            Flow.<Nothing>begin().sequenceFrom(n -> FlowIterator.of((Iterator<String>) n)).build()),
        Named.of("an iterator", NullElementsTest_PlainFlow.of(new Plain())),
        Named.of(
            "an iterable, built",
            Flow.<Nothing>begin().sequence(n -> (Iterable<String>) () -> n).build()),
        Named.of("in an iterator of one's own", NullElementsTest_WrappedFlow.of(new Wrapped())));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSequenceOfNothingGivesTheLoopBack(Flow<Nothing, String> flow) {
    stopsFromOutside(flow);
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aSequenceOfNothingStopsWhenItCancels(Flow<Nothing, String> flow) {
    stopsFromInside(flow);
  }

  private static void stopsFromOutside(Flow<Nothing, String> flow) {
    TestLoop loop = new TestLoop();
    FlowRun run = flow.on(loop).start(new Nothing(), item -> {});
    for (int slice = 0; slice < 20; slice++) {
      assertThat(loop.runNext()).isTrue();
    }
    assertThat(run.state()).isEqualTo(State.RUNNING);
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
  }

  private static void stopsFromInside(Flow<Nothing, String> flow) {
    TestLoop loop = new TestLoop();
    Nothing nothing = new Nothing();
    FlowRun run = flow.on(loop).start(nothing, item -> {});
    List<String> calls = new ArrayList<>();
    for (int slice = 0; slice < 20; slice++) {
      loop.runNext();
    }
    nothing.disturbance =
        () -> {
          calls.add("asked");
          run.cancel();
        };
    loop.runAll();
    assertThat(calls).hasSize(1);
    assertThat(run.state()).isEqualTo(State.CANCELLED);
  }

  /** What is there comes through, wherever the nulls are. */
  static class Mixed {
    @Sequence
    List<@Nullable String> mixed(List<@Nullable String> items) {
      return items;
    }

    @Recover("mixed")
    List<@Nullable String> instead(List<@Nullable String> items, UncheckedIOException failure)
        throws IOException {
      throw failure.getCause();
    }
  }

  static Stream<Named<FlowMaker<Mixed, List<String>, String>>> mixed() {
    return Flows.of(
        NullElementsTest_MixedFlow::of,
        d -> Flow.<List<String>>begin().sequenceFrom(FlowIterator::of).build());
  }

  @ParameterizedTest
  @MethodSource("mixed")
  void nullsAreSkippedInEveryWayToRun(FlowMaker<Mixed, List<String>, String> maker)
      throws Exception {
    List<String> items = new ArrayList<>(Collections.nCopies(3_000, null));
    items.add("a");
    items.addAll(Arrays.asList(null, null, "b", null));
    Flow<List<String>, String> flow = maker.of(new Mixed());
    assertThat(flow.collect(items)).containsExactly("a", "b");
    try (Stream<String> outputs = flow.stream(items)) {
      assertThat(outputs).containsExactly("a", "b");
    }
    try (FlowIterator<String> outputs = flow.open(items)) {
      assertThat(outputs.next()).isEqualTo("a");
      assertThat(outputs.next()).isEqualTo("b");
      assertThat(outputs.next()).isNull();
    }
    TestLoop loop = new TestLoop();
    assertThat(loop.await(flow.on(loop).collect(items))).containsExactly("a", "b");
  }

  static class Numbers {
    @Tunnel
    @Sequence
    FlowIterator<Integer> opened(Flow<Nothing, Integer> flow) {
      return flow.open(new Nothing());
    }
  }

  static Stream<Named<FlowMaker<Numbers, Flow<Nothing, Integer>, Integer>>> opened() {
    return Flows.of(
        NullElementsTest_NumbersFlow::of,
        d ->
            Flow.<Flow<Nothing, Integer>>begin()
                .sequenceFrom(flow -> flow.open(new Nothing()))
                .tunnel(8)
                .build());
  }

  @ParameterizedTest
  @MethodSource("opened")
  void anOpenedFlowWithoutOutputsCanBeCancelledInATunnel(
      FlowMaker<Numbers, Flow<Nothing, Integer>, Integer> maker) throws Exception {
    CountDownLatch dropped = new CountDownLatch(10_000);
    Flow<Nothing, Integer> inner =
        Flow.<Nothing>begin()
            .sequenceFrom(n -> () -> 1)
            .filter(
                one -> {
                  dropped.countDown();
                  return false;
                })
            .build();
    TestLoop loop = new TestLoop();
    FlowRun run = maker.of(new Numbers()).on(loop).start(inner, item -> {});
    loop.runAll();
    dropped.await();
    run.cancel();
    assertThatThrownBy(() -> loop.await(run.completion()))
        .isInstanceOf(CancellationException.class);
  }
}
