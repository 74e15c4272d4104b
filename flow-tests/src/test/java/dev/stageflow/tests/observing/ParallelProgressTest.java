package dev.stageflow.tests.observing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.PauseFlow;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.annotation.Subflow;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in flight is not done; what has gone on is, also when no more items come. */
class ParallelProgressTest {

  /** Has up to 4 calls at once, each answered when the test says so. */
  static class Calls {
    final Map<Integer, CompletableFuture<Integer>> answers = new HashMap<>();

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Parallel(4)
    @Function
    CompletableFuture<Integer> call(int number) {
      return answers.computeIfAbsent(number, n -> new CompletableFuture<>());
    }
  }

  static Stream<Named<FlowMaker<Calls, Integer, Integer>>> calls() {
    return Flows.of(
        ParallelProgressTest_CallsFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .functionAsync(d::call)
                .parallel(4)
                .named("call")
                .build());
  }

  private final TestLoop loop = new TestLoop();

  private double share(FlowRun run) {
    loop.runAll();
    return run.progress().share().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void asManyItemsAreDoneAsHaveGoneOn(FlowMaker<Calls, Integer, Integer> maker) {
    Calls calls = new Calls();
    FlowRun run = maker.of(calls).on(loop).start(8);
    run.progress();
    List<Double> shares = new ArrayList<>();
    for (int done = 0; done < 8; done++) {
      shares.add(share(run));
      calls.answers.get(done).complete(done);
    }
    assertThat(shares.get(0)).isZero();
    for (int done = 1; done < 8; done++) {
      assertThat(shares.get(done)).as(done + " done").isCloseTo(done / 8.0, within(1e-9));
    }
    assertThat(share(run)).isEqualTo(1);
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  /** Runs up to 2 flows at once, each of which stops at the second of its four items. */
  static class Flights {
    final CompletableFuture<Void> later = new CompletableFuture<>();

    @Sequence
    List<Integer> numbers(int count) {
      return IntStream.range(0, count).boxed().toList();
    }

    @Parallel(2)
    @Subflow
    Flow<Integer, Integer> flow(int number) {
      return Flow.<Integer>begin()
          .sequence(n -> List.of(1, 2, 3, 4))
          .<Integer>function(
              n -> {
                if (n == 2 && !later.isDone()) {
                  throw PauseFlow.until(later);
                }
                return null;
              })
          .build();
    }
  }

  static Stream<Named<FlowMaker<Flights, Integer, Integer>>> flights() {
    return Flows.of(
        ParallelProgressTest_FlightsFlow::of,
        d ->
            Flow.<Integer>begin()
                .sequence(d::numbers)
                .named("numbers")
                .subflow(d::flow)
                .parallel(2)
                .named("flow")
                .build());
  }

  @ParameterizedTest
  @MethodSource("flights")
  void flowsInFlightAddTheirOwnShares(FlowMaker<Flights, Integer, Integer> maker) {
    Flights flights = new Flights();
    FlowRun run = maker.of(flights).on(loop).start(5);
    run.progress();
    assertThat(share(run)).isCloseTo(2 * (1 / 4.0) / 5, within(1e-9));
    flights.later.complete(null);
    assertThat(share(run)).isEqualTo(1);
  }
}
