package dev.stageflow.tests.semantics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.Flow;
import dev.stageflow.FlowRun;
import dev.stageflow.RetryPolicy;
import dev.stageflow.annotation.FlowDefinition;
import dev.stageflow.annotation.Function;
import dev.stageflow.annotation.Parallel;
import dev.stageflow.annotation.Recover;
import dev.stageflow.annotation.Retry;
import dev.stageflow.annotation.Sequence;
import dev.stageflow.resilience4j.Gate;
import dev.stageflow.testing.TestLoop;
import dev.stageflow.tests.scenario.FlowMaker;
import dev.stageflow.tests.scenario.Flows;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A gate holds the calls of runs, which pause meanwhile. */
@Timeout(60)
class GateTest {

  /** A gate for two calls a second, which two failures close for ten seconds. */
  static class Limited {
    final TestLoop loop;
    final RateLimiter limiter;
    final CircuitBreaker breaker;
    final Gate gate;
    final List<String> log = new ArrayList<>();
    final Map<String, CompletableFuture<String>> requests = new LinkedHashMap<>();

    Limited(TestLoop loop) {
      this.loop = loop;
      limiter =
          RateLimiter.of(
              "limiter",
              RateLimiterConfig.custom()
                  .limitForPeriod(2)
                  .limitRefreshPeriod(Duration.ofSeconds(1))
                  .timeoutDuration(Duration.ofMinutes(1))
                  .build(),
              Map.of(),
              loop::nanoTime);
      breaker =
          CircuitBreaker.of(
              "breaker",
              CircuitBreakerConfig.custom()
                  .slidingWindowSize(2)
                  .minimumNumberOfCalls(2)
                  .failureRateThreshold(100)
                  .waitDurationInOpenState(Duration.ofSeconds(10))
                  .permittedNumberOfCallsInHalfOpenState(1)
                  .clock(loop.clock())
                  .currentTimestampFunction(clock -> loop.nanoTime(), TimeUnit.NANOSECONDS)
                  .build());
      gate = Gate.of(limiter, breaker).on(loop);
    }

    CompletableFuture<String> ask(String word) {
      CompletableFuture<String> request = new CompletableFuture<>();
      requests.put(word, request);
      return request;
    }

    List<String> asked() {
      return List.copyOf(requests.keySet());
    }

    void reply(String... words) {
      for (String word : words) {
        requests.get(word).complete(word + "!");
      }
      loop.runAll();
    }
  }

  /** Calls through the gate. */
  @FlowDefinition(extensible = true)
  static class Called extends Limited {
    Called(TestLoop loop) {
      super(loop);
    }

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Function
    String taken(String word) {
      log.add(word);
      return word;
    }

    @Parallel(2)
    @Retry(times = 2, backoffMillis = 0, on = IOException.class)
    @Function
    CompletionStage<String> answer(String word) {
      return gate.call(() -> ask(word));
    }

    @Recover("answer")
    @Nullable String refused(String word, RequestNotPermitted failure) {
      return word + " refused";
    }
  }

  static Stream<Named<FlowMaker<Called, String, String>>> called() {
    return Flows.of(
        GateTest_CalledFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::words)
                .function(d::taken)
                .functionAsync(d::answer)
                .parallel(2)
                .retry(RetryPolicy.of(2).withBackoff(Duration.ZERO).on(IOException.class))
                .recover(RequestNotPermitted.class, d::refused)
                .build());
  }

  /** Passes a gate ahead of a stage that is called without it. */
  @FlowDefinition(extensible = true)
  static class Passed extends Limited {
    Passed(TestLoop loop) {
      super(loop);
    }

    @Sequence
    List<String> words(String text) {
      return List.of(text.split(" "));
    }

    @Function
    String taken(String word) {
      log.add(word);
      return word;
    }

    @Function
    CompletionStage<String> admitted(String word) {
      return gate.pass(word);
    }

    @Parallel(16)
    @Function
    CompletionStage<String> answer(String word) {
      return ask(word);
    }
  }

  static Stream<Named<FlowMaker<Passed, String, String>>> passed() {
    return Flows.of(
        GateTest_PassedFlow::of,
        d ->
            Flow.<String>begin()
                .sequence(d::words)
                .function(d::taken)
                .functionAsync(d::admitted)
                .functionAsync(d::answer)
                .parallel(16)
                .build());
  }

  @ParameterizedTest
  @MethodSource("called")
  void aRunPausesUntilItsTurnComesAndTheLoopDoesOtherWork(FlowMaker<Called, String, String> maker)
      throws Exception {
    TestLoop loop = new TestLoop();
    Called definition = new Called(loop);
    List<String> outputs = new ArrayList<>();
    FlowRun run = maker.of(definition).on(loop).start("a b c", outputs::add);
    loop.runAll();
    definition.reply("a", "b");
    assertThat(outputs).containsExactly("a!", "b!");
    assertThat(run.state()).isEqualTo(FlowRun.State.WAITING);
    assertThat(definition.asked()).containsExactly("a", "b");
    List<String> events = new ArrayList<>();
    loop.execute(() -> events.add("event"));
    loop.runAll();
    assertThat(events).containsExactly("event");
    loop.advance(Duration.ofSeconds(1));
    definition.reply("c");
    assertThat(outputs).containsExactly("a!", "b!", "c!");
    assertThat(run.state()).isEqualTo(FlowRun.State.COMPLETED);
  }

  @ParameterizedTest
  @MethodSource("called")
  void twoRunsShareOneGate(FlowMaker<Called, String, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Called definition = new Called(loop);
    Flow<String, String> flow = maker.of(definition);
    CompletableFuture<List<String>> first = flow.on(loop).collect("a b");
    CompletableFuture<List<String>> second = flow.on(loop).collect("c d");
    loop.runAll();
    assertThat(definition.asked()).hasSize(2);
    loop.advance(Duration.ofSeconds(1));
    assertThat(definition.asked()).containsExactlyInAnyOrder("a", "b", "c", "d");
    definition.reply("a", "b", "c", "d");
    assertThat(loop.await(first)).containsExactly("a!", "b!");
    assertThat(loop.await(second)).containsExactly("c!", "d!");
  }

  @ParameterizedTest
  @MethodSource("called")
  void aCancelledRunGivesUpItsPlaceAndCancelsWhatIsUnderWay(
      FlowMaker<Called, String, String> maker) {
    TestLoop loop = new TestLoop();
    Called definition = new Called(loop);
    definition.limiter.reservePermission();
    FlowRun run = maker.of(definition).on(loop).start("a b");
    loop.runAll();
    assertThat(definition.asked()).containsExactly("a");
    run.cancel();
    loop.advance(Duration.ofMinutes(1));
    assertThat(run.state()).isEqualTo(FlowRun.State.CANCELLED);
    assertThat(definition.asked()).containsExactly("a");
    assertThat(definition.requests.get("a")).isCancelled();
    assertThat(definition.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
  }

  @ParameterizedTest
  @MethodSource("called")
  void anOpenBreakerHoldsIntakeAndTriesAgain(FlowMaker<Called, String, String> maker)
      throws Exception {
    TestLoop loop = new TestLoop();
    Called definition = new Called(loop);
    CompletableFuture<List<String>> outputs = maker.of(definition).on(loop).collect("a b c d");
    loop.runAll();
    definition.requests.get("a").completeExceptionally(new IOException());
    definition.requests.get("b").completeExceptionally(new IOException());
    definition.requests.clear();
    loop.advance(Duration.ofSeconds(10));
    assertThat(definition.asked()).isEmpty();
    assertThat(definition.log).as("taken").containsExactly("a", "b");
    loop.advance(Duration.ofMillis(1));
    assertThat(definition.asked()).hasSize(1);
    definition.reply(definition.asked().get(0));
    loop.advance(Duration.ofSeconds(2));
    definition.reply("a", "b");
    loop.advance(Duration.ofSeconds(2));
    definition.reply("c", "d");
    assertThat(loop.await(outputs)).containsExactly("a!", "b!", "c!", "d!");
  }

  @ParameterizedTest
  @MethodSource("called")
  void aTurnThatComesTooLateIsRecovered(FlowMaker<Called, String, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Called definition = new Called(loop);
    definition.limiter.changeTimeoutDuration(Duration.ZERO);
    definition.limiter.reservePermission();
    CompletableFuture<List<String>> outputs = maker.of(definition).on(loop).collect("a b");
    loop.runAll();
    definition.reply("a");
    assertThat(loop.await(outputs)).containsExactly("a!", "b refused");
  }

  @ParameterizedTest
  @MethodSource("called")
  void whatTheCallThrowsEndsTheRun(FlowMaker<Called, String, String> maker) {
    TestLoop loop = new TestLoop();
    IllegalStateException thrown = new IllegalStateException("no service");
    Called definition =
        new Called(loop) {
          @Override
          CompletableFuture<String> ask(String word) {
            throw thrown;
          }
        };
    CompletableFuture<List<String>> outputs = maker.of(definition).on(loop).collect("a");
    assertThatThrownBy(() -> loop.await(outputs)).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("called")
  void aCallWithoutAResultDropsItsItem(FlowMaker<Called, String, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Called definition =
        new Called(loop) {
          @Override
          @Nullable CompletableFuture<String> ask(String word) {
            return word.equals("a") ? null : CompletableFuture.completedFuture(word);
          }
        };
    assertThat(loop.await(maker.of(definition).on(loop).collect("a b c d")))
        .containsExactly("b", "c", "d");
  }

  @ParameterizedTest
  @MethodSource("passed")
  void aGateAheadHoldsIntake(FlowMaker<Passed, String, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Passed definition = new Passed(loop);
    CompletableFuture<List<String>> outputs = maker.of(definition).on(loop).collect("a b c d");
    loop.runAll();
    assertThat(definition.log).containsExactly("a", "b", "c");
    assertThat(definition.asked()).containsExactly("a", "b");
    definition.breaker.transitionToForcedOpenState();
    loop.advance(Duration.ofHours(1));
    assertThat(definition.asked()).containsExactly("a", "b");
    definition.breaker.transitionToClosedState();
    loop.runAll();
    definition.reply("a", "b", "c", "d");
    assertThat(loop.await(outputs)).containsExactly("a!", "b!", "c!", "d!");
    assertThat(definition.log).containsExactly("a", "b", "c", "d");
  }

  @ParameterizedTest
  @MethodSource("called")
  void aRunOnTheCallingThreadParks(FlowMaker<Called, String, String> maker) throws Exception {
    TestLoop loop = new TestLoop();
    Called definition =
        new Called(loop) {
          @Override
          CompletableFuture<String> ask(String word) {
            return CompletableFuture.completedFuture(word);
          }
        };
    definition.breaker.transitionToForcedOpenState();
    CompletableFuture<List<String>> outputs =
        CompletableFuture.supplyAsync(() -> maker.of(definition).stream("a b").toList());
    while (definition.breaker.getMetrics().getNumberOfNotPermittedCalls() == 0) {
      Thread.onSpinWait();
    }
    definition.breaker.transitionToClosedState();
    assertThat(loop.await(outputs)).containsExactly("a", "b");
  }
}
