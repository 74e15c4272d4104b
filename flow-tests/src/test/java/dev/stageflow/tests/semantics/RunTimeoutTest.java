package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowIterator;
import dev.stageflow.FlowOptions;
import dev.stageflow.FlowRun;
import dev.stageflow.FlowRun.State;
import dev.stageflow.PauseFlow;
import dev.stageflow.SourceFlow;
import dev.stageflow.UncheckedFlowException;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that takes too long is cancelled and fails, whichever way it is run. */
@Timeout(30)
class RunTimeoutTest {
  private static final Duration LONG = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final String MESSAGE = "the run took longer than 20 ms";

  private final TestLoop loop = new TestLoop();

  /** Gives one number, and then waits. */
  @FlowDefinition(extensible = true)
  static class Numbers implements FlowIterator<Integer> {
    final CompletableFuture<Void> more = new CompletableFuture<>();
    boolean closed;
    int calls;
    private int next;

    @Sequence
    FlowIterator<Integer> numbers(int first) {
      next = first;
      return this;
    }

    @Override
    public @Nullable Integer next() throws PauseFlow {
      if (next > 1) {
        throw PauseFlow.until(more);
      }
      return next++;
    }

    @Override
    public void close() {
      closed = true;
    }

    @Function
    int twice(int number) {
      calls++;
      return 2 * number;
    }
  }

  static Stream<Named<FlowMaker<Numbers, Integer, Integer>>> flows() {
    return Flows.of(
        RunTimeoutTest_NumbersFlow::of,
        it -> Flow.<Integer>begin().sequenceFrom(it::numbers).function(it::twice).build());
  }

  private void assertTimesOut(Numbers numbers, CompletableFuture<?> future) {
    loop.runAll();
    loop.advance(Duration.ofMillis(4_999));
    assertThat(future).isNotDone();
    loop.advance(Duration.ofMillis(1));
    assertThat(numbers.closed).isTrue();
    assertThatThrownBy(future::get)
        .cause()
        .isExactlyInstanceOf(TimeoutException.class)
        .hasMessage("the run took longer than 5000 ms");
  }

  @ParameterizedTest
  @MethodSource("flows")
  void onAnExecutorItEndsTheFuture(FlowMaker<Numbers, Integer, Integer> maker) {
    Numbers collected = new Numbers();
    assertTimesOut(collected, maker.of(collected).on(loop).timeout(LONG).collect(1));
    Numbers single = new Numbers();
    assertTimesOut(
        single, maker.of(single).using(FlowOptions.defaults().timeout(LONG)).on(loop).single(1));
    Numbers bound = new Numbers();
    assertTimesOut(bound, maker.of(bound).bind(1).on(loop).timeout(LONG).collect());
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aPausedRunEndsToo(FlowMaker<Numbers, Integer, Integer> maker) {
    Numbers numbers = new Numbers();
    FlowRun run = maker.of(numbers).on(loop).timeout(LONG).start(1);
    run.pause();
    loop.runAll();
    loop.advance(LONG);
    assertThat(run.state()).isEqualTo(State.FAILED);
    assertThat(numbers.calls).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aRunThatEndsInTimeLeavesNoTimerBehind(FlowMaker<Numbers, Integer, Integer> maker) {
    Numbers numbers = new Numbers();
    FlowRun run = maker.of(numbers).on(loop).timeout(LONG).start(1);
    loop.runAll();
    run.cancel();
    loop.runAll();
    assertThat(run.state()).isEqualTo(State.CANCELLED);
    loop.shutdown();
    assertThat(loop.isTerminated()).isTrue();
  }

  /** Asks for as many outputs as it is told to. */
  private static final class Asking implements Subscriber<Integer> {
    final List<Object> signals = new ArrayList<>();
    private final long demand;

    Asking(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(demand);
    }

    @Override
    public void onNext(Integer item) {
      signals.add(item);
    }

    @Override
    public void onError(Throwable failure) {
      signals.add(failure.getMessage());
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  @ParameterizedTest
  @MethodSource("flows")
  void aSubscriberReceivesTheFailureWithOrWithoutADemand(
      FlowMaker<Numbers, Integer, Integer> maker) {
    for (long demand : new long[] {1, 10}) {
      Numbers numbers = new Numbers();
      Asking subscriber = new Asking(demand);
      maker.of(numbers).on(loop).timeout(LONG).publisher(1).subscribe(subscriber);
      loop.runAll();
      loop.advance(LONG);
      assertThat(subscriber.signals).containsExactly(2, "the run took longer than 5000 ms");
      assertThat(numbers.closed).isTrue();
    }
  }

  private static void fails(
      FlowMaker<Numbers, Integer, Integer> maker,
      BiConsumer<Numbers, SourceFlow<Integer>> running) {
    Numbers numbers = new Numbers();
    running.accept(numbers, maker.of(numbers).using(FlowOptions.defaults().timeout(SHORT)).bind(1));
    assertThat(numbers.closed).isTrue();
  }

  @ParameterizedTest
  @MethodSource("flows")
  void onTheCallingThreadItIsThrown(FlowMaker<Numbers, Integer, Integer> maker) {
    fails(
        maker,
        (numbers, flow) ->
            assertThatThrownBy(flow::run)
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessage(MESSAGE));
    fails(maker, (numbers, flow) -> assertThatThrownBy(flow::collect).hasMessage(MESSAGE));
    fails(maker, (numbers, flow) -> assertThatThrownBy(flow::single).hasMessage(MESSAGE));
    fails(
        maker,
        (numbers, flow) -> {
          Iterator<Integer> outputs = flow.stream().iterator();
          assertThat(outputs.next()).isEqualTo(2);
          assertThatThrownBy(outputs::next)
              .isExactlyInstanceOf(UncheckedFlowException.class)
              .hasRootCauseMessage(MESSAGE);
        });
  }

  @ParameterizedTest
  @MethodSource("flows")
  void anOpenedFlowPausesNoLongerThanThat(FlowMaker<Numbers, Integer, Integer> maker)
      throws Exception {
    Numbers numbers = new Numbers();
    FlowIterator<Integer> outputs =
        maker.of(numbers).using(FlowOptions.defaults().timeout(SHORT)).open(1);
    assertThat(outputs.next()).isEqualTo(2);
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Flow.<Integer>begin()
        .sequenceFrom(it -> outputs)
        .build()
        .on(loop)
        .start(1)
        .completion()
        .whenComplete((nothing, thrown) -> failure.complete(thrown));
    assertThat(loop.await(failure)).hasMessage(MESSAGE);
    assertThat(numbers.closed).isTrue();
  }

  @Test
  void aRunThatIsAlwaysBusyIsStoppedBetweenTwoSteps() {
    Flow<Integer, Integer> busy =
        Flow.<Integer>begin().sequence(n -> Stream.iterate(0, i -> i + 1)::iterator).build();
    assertThatThrownBy(() -> busy.using(FlowOptions.defaults().timeout(SHORT)).run(0, output -> {}))
        .hasMessage(MESSAGE);
  }

  @Test
  void aTimeoutIsMoreThanZero() {
    assertThatThrownBy(() -> FlowOptions.defaults().timeout(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a timeout must be longer than zero, not PT-0.001S");
    assertThat(FlowOptions.defaults().timeout()).isNull();
    assertThat(FlowOptions.defaults().timeout(LONG).timeSlice(SHORT).timeout()).isEqualTo(LONG);
  }
}
