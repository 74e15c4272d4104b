package dev.stageflow.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.TimedExecutor;
import dev.stageflow.testing.TestLoop;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An open circuit breaker holds calls until it permits them again, and learns how they end. */
@Timeout(60)
class BreakerTest {
  private final TestLoop loop = new TestLoop();
  private final CircuitBreaker breaker = Limits.breaker(loop);
  private final Gate gate = Gate.of(breaker).on(loop);
  private final Service service = new Service();

  /** What the breaker was told, each call once. */
  private final List<String> reports = new ArrayList<>();

  BreakerTest() {
    breaker
        .getEventPublisher()
        .onSuccess(event -> reports.add("success after " + event.getElapsedDuration().toSeconds()))
        .onError(
            event ->
                reports.add(
                    event.getThrowable().getClass().getSimpleName()
                        + " after "
                        + event.getElapsedDuration().toSeconds()))
        .onIgnoredError(event -> reports.add("ignored"));
  }

  private CompletableFuture<String> ask(String question) {
    return gate.call(() -> service.ask(question));
  }

  private void open() {
    ask("x");
    ask("y");
    service.fail("x", new IOException());
    service.fail("y", new IOException());
    assertThat(breaker.getState()).isEqualTo(State.OPEN);
    reports.clear();
  }

  private List<String> asked() {
    return service.asked().stream().filter(each -> !"xy".contains(each)).toList();
  }

  @Test
  void callsAreMadeAtOnceWhileTheBreakerIsClosed() {
    CompletableFuture<String> answer = ask("a");
    service.answer("a");
    assertThat(answer).isCompletedWithValue("a!");
  }

  @Test
  void anOpenBreakerHoldsAllCallsUntilItIsHalfOpen() {
    open();
    CompletableFuture<String> first = ask("a");
    CompletableFuture<String> second = ask("b");
    CompletableFuture<String> third = ask("c");
    loop.advance(Duration.ofSeconds(10));
    assertThat(asked()).isEmpty();
    loop.advance(Duration.ofMillis(1));
    assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
    assertThat(asked()).containsExactly("a");
    service.answer("a");
    loop.runAll();
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    assertThat(asked()).containsExactly("a", "b", "c");
    service.answer("b");
    service.answer("c");
    assertThat(first).isCompletedWithValue("a!");
    assertThat(second).isCompletedWithValue("b!");
    assertThat(third).isCompletedWithValue("c!");
  }

  @Test
  void aTryThatFailsHoldsTheOthersAgain() {
    open();
    ask("a");
    ask("b");
    loop.advance(Duration.ofMillis(10_001));
    service.fail("a", new IOException());
    loop.runAll();
    assertThat(breaker.getState()).isEqualTo(State.OPEN);
    loop.advance(Duration.ofSeconds(10));
    assertThat(asked()).containsExactly("a");
    loop.advance(Duration.ofMillis(1));
    assertThat(asked()).containsExactly("a", "b");
  }

  @Test
  void aTransitionOfTheBreakerIsNoticedAtOnce() {
    open();
    ask("a");
    ask("b");
    loop.advance(Duration.ofSeconds(2));
    breaker.transitionToHalfOpenState();
    loop.runAll();
    assertThat(asked()).containsExactly("a");
    breaker.transitionToClosedState();
    loop.runAll();
    assertThat(asked()).containsExactly("a", "b");
    assertThat(loop.shutdownNow()).as("timers").isEmpty();
  }

  @Test
  void aTransitionThatTheBreakerSchedulesIsNoticedWithoutATimerOfTheGate() throws Exception {
    CircuitBreaker scheduled =
        Limits.breaker(
            loop,
            Limits.thresholds(Duration.ofMillis(5))
                .automaticTransitionFromOpenToHalfOpenEnabled(true));
    scheduled.transitionToOpenState();
    assertThat(Gate.of(scheduled).on(new Timeless()).pass("a").get()).isEqualTo("a");
  }

  /** Runs everything at once, on the thread that says so, but for what is to be later. */
  private static final class Timeless implements TimedExecutor {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Future<?> executeAfter(long nanos, Runnable task) {
      return new CompletableFuture<>();
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }

  @Test
  void aBreakerThatIsOpenForLongerThanConfiguredIsAskedAgain() {
    breaker.transitionToOpenStateFor(Duration.ofSeconds(25));
    ask("a");
    loop.advance(Duration.ofSeconds(25));
    assertThat(asked()).isEmpty();
    loop.advance(Duration.ofSeconds(10));
    assertThat(asked()).containsExactly("a");
    assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isLessThan(6);
  }

  @Test
  void aBreakerThatIsForcedOpenHoldsCallsUntilItIsChanged() {
    breaker.transitionToForcedOpenState();
    ask("a");
    ask("b");
    long refused = breaker.getMetrics().getNumberOfNotPermittedCalls();
    loop.advance(Duration.ofDays(7));
    assertThat(asked()).isEmpty();
    assertThat(breaker.getMetrics().getNumberOfNotPermittedCalls()).isEqualTo(refused);
    breaker.transitionToClosedState();
    loop.runAll();
    assertThat(asked()).containsExactly("a", "b");
  }

  @Test
  void aBreakerThatIsResetOrDisabledPermitsWhatWaits() {
    open();
    ask("a");
    breaker.reset();
    loop.runAll();
    assertThat(asked()).containsExactly("a");
    breaker.transitionToForcedOpenState();
    ask("b");
    breaker.transitionToDisabledState();
    loop.runAll();
    assertThat(asked()).containsExactly("a", "b");
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsGivesItsPlaceToTheNext() {
    open();
    CompletableFuture<String> first = ask("a");
    ask("b");
    first.cancel(true);
    loop.advance(Duration.ofMillis(10_001));
    assertThat(asked()).containsExactly("b");
    assertThat(reports).isEmpty();
  }

  @Test
  void noTimerIsLeftWhereAllThatWaitedWasCancelled() {
    open();
    CompletableFuture<String> first = ask("a");
    CompletableFuture<String> second = ask("b");
    first.cancel(true);
    second.cancel(true);
    assertThat(loop.shutdownNow()).as("timers").isEmpty();
  }

  @Test
  void aCancelledTryGivesItsPermissionToTheNextCall() {
    open();
    CompletableFuture<String> first = ask("a");
    ask("b");
    loop.advance(Duration.ofMillis(10_001));
    assertThat(asked()).containsExactly("a");
    first.cancel(true);
    loop.runAll();
    assertThat(service.request("a")).isCancelled();
    assertThat(asked()).containsExactly("a", "b");
    assertThat(reports).isEmpty();
  }

  @Test
  void aTryWhoseOwnFutureIsCancelledGivesItsPermissionToTheNextCall() {
    open();
    CompletableFuture<String> first = ask("a");
    ask("b");
    loop.advance(Duration.ofMillis(10_001));
    service.request("a").cancel(true);
    loop.runAll();
    assertThat(first).isCancelled();
    assertThat(asked()).containsExactly("a", "b");
    assertThat(reports).isEmpty();
  }

  @Test
  void aTryWithAFailureThatTheBreakerIgnoresGivesItsPermissionToTheNextCall() {
    CircuitBreaker ignoring =
        Limits.breaker(loop, Limits.thresholds().ignoreExceptions(InterruptedException.class));
    Gate other = Gate.of(ignoring).on(loop);
    ignoring.transitionToOpenState();
    other.call(() -> service.ask("a"));
    other.call(() -> service.ask("b"));
    loop.advance(Duration.ofMillis(10_001));
    service.fail("a", new InterruptedException());
    loop.runAll();
    assertThat(asked()).containsExactly("a", "b");
  }

  @Test
  void eachCallIsReportedOnceWithItsDuration() {
    ask("a");
    CompletableFuture<String> failed = ask("b");
    CompletableFuture<String> cancelled = ask("c");
    loop.advance(Duration.ofSeconds(3));
    service.answer("a");
    service.request("b").completeExceptionally(new IOException());
    cancelled.cancel(true);
    failed.cancel(true);
    assertThat(reports).containsExactly("success after 3", "IOException after 3");
  }

  @Test
  void whatACallThrowsIsReported() {
    CompletableFuture<String> answer =
        gate.call(
            () -> {
              throw new AssertionError("down");
            });
    assertThatThrownBy(answer::get).hasRootCauseMessage("down");
    assertThat(reports).containsExactly("AssertionError after 0");
  }

  @Test
  void aCallThatReturnsNullIsASuccess() {
    assertThat(gate.<String>call(() -> null)).isCompletedWithValue(null);
    assertThat(reports).containsExactly("success after 0");
  }

  @Test
  void aTimeoutOfTheCallerIsReportedAndCancelsTheCall() {
    CompletableFuture<String> answer = ask("a");
    answer.completeExceptionally(new TimeoutException()); // as orTimeout does
    assertThat(service.request("a")).isCancelled();
    assertThat(reports).containsExactly("TimeoutException after 0");
  }

  @Test
  void theBreakerKnowsOfACallBeforeItsCallerDoes() {
    List<State> states = new ArrayList<>();
    ask("a");
    CompletableFuture<Boolean> seen =
        ask("b").handle((answer, failure) -> states.add(breaker.getState()));
    service.fail("a", new IOException());
    service.fail("b", new IOException());
    assertThat(seen).isCompletedWithValue(true);
    assertThat(states).containsExactly(State.OPEN);
  }

  @Test
  void aResultMayBeAFailure() {
    CircuitBreaker strict = Limits.breaker(loop, Limits.thresholds().recordResult("bad"::equals));
    Gate other = Gate.of(strict).on(loop);
    other.call(() -> CompletableFuture.completedFuture("bad"));
    other.call(() -> CompletableFuture.completedFuture("bad"));
    assertThat(strict.getState()).isEqualTo(State.OPEN);
  }

  @Test
  void whatThePredicatesOfTheBreakerThrowIsNotSwallowed() {
    CircuitBreaker broken =
        Limits.breaker(
            loop,
            Limits.thresholds()
                .recordResult(
                    result -> {
                      throw new IllegalStateException("predicate");
                    }));
    assertThatThrownBy(Gate.of(broken).call(() -> CompletableFuture.completedFuture("a"))::get)
        .hasRootCauseMessage("predicate");
  }

  @Test
  void whatPassesTakesAPermissionAndGivesItBack() {
    open();
    CompletableFuture<String> first = gate.pass("a");
    CompletableFuture<String> second = gate.pass("b");
    loop.advance(Duration.ofSeconds(10));
    assertThat(first).isNotDone();
    loop.advance(Duration.ofMillis(1));
    assertThat(first).isCompletedWithValue("a");
    assertThat(second).isCompletedWithValue("b");
    assertThat(reports).isEmpty();
    assertThat(breaker.getState()).isEqualTo(State.HALF_OPEN);
    assertThat(breaker.tryAcquirePermission()).as("the permission was given back").isTrue();
  }

  @Test
  void aCallThatItsExecutorRejectsFailsAndTheOthersGoOn() {
    TestLoop other = new TestLoop();
    open();
    CompletableFuture<String> first = ask("a");
    gate.on(other).call(() -> service.ask("b"));
    loop.shutdown();
    breaker.transitionToHalfOpenState();
    other.runAll();
    assertThatThrownBy(first::get).hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(asked()).containsExactly("b");
  }

  @Test
  void theNextTryIsNotLostWhereAnExecutorRejectsIt() {
    TestLoop other = new TestLoop();
    open();
    CompletableFuture<String> first = ask("a");
    gate.on(other).call(() -> service.ask("b"));
    loop.rejectNext(new RejectedExecutionException("full"));
    loop.advance(Duration.ofSeconds(11));
    other.runAll();
    assertThatThrownBy(first::get).hasRootCauseMessage("full");
    assertThat(asked()).containsExactly("b");
  }

  @Test
  void theNextTryIsNotLostWhereTheCallThatTimedItIsCancelled() {
    open();
    CompletableFuture<String> first = gate.on(new Timeless()).call(() -> service.ask("a"));
    CompletableFuture<String> unused = ask("b");
    first.cancel(true);
    loop.advance(Duration.ofSeconds(11));
    assertThat(asked()).containsExactly("b");
  }

  @Test
  void aCallMayBeMadeWithinACall() {
    CompletableFuture<String> outer =
        gate.call(() -> ask("a").thenCompose(answer -> ask(answer + "?")));
    service.answer("a");
    service.answer("a!?");
    assertThat(outer).isCompletedWithValue("a!?!");
  }

  @Test
  void noCallIsForgottenThatComesWhileTheBreakerCloses() throws Exception {
    Gate shared = Gate.of(breaker);
    for (int round = 0; round < 1_000; round++) {
      breaker.transitionToForcedOpenState();
      List<CompletableFuture<Integer>> passed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int item = i;
        passed.add(
            CompletableFuture.supplyAsync(() -> shared.pass(item)).thenCompose(later -> later));
      }
      breaker.transitionToClosedState();
      for (int i = 0; i < 3; i++) {
        assertThat(passed.get(i).get()).isEqualTo(i);
      }
    }
  }

  // With a rate limiter too.

  @Test
  void aCallThatIsNotPermittedByTheLimiterGivesTheBreakersPermissionBack() {
    RateLimiter limiter = Limits.limiter(loop, Limits.limits().timeoutDuration(Duration.ZERO));
    limiter.reservePermission(2);
    Gate both = Gate.of(limiter, breaker).on(loop);
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    assertThatThrownBy(both.call(() -> service.ask("a"))::get)
        .hasCauseInstanceOf(RequestNotPermitted.class);
    assertThat(reports).isEmpty();
    assertThat(breaker.tryAcquirePermission()).as("the permission was given back").isTrue();
  }

  @Test
  void aCallThatIsCancelledBeforeItsTurnGivesTheBreakersPermissionBack() {
    RateLimiter limiter = Limits.limiter(loop);
    limiter.reservePermission(2);
    Gate both = Gate.of(limiter, breaker).on(loop);
    breaker.transitionToOpenState();
    breaker.transitionToHalfOpenState();
    CompletableFuture<String> waiting = both.call(() -> service.ask("a"));
    assertThat(breaker.tryAcquirePermission()).isFalse();
    waiting.cancel(true);
    assertThat(breaker.tryAcquirePermission()).isTrue();
    assertThat(loop.shutdownNow()).as("timers").isEmpty();
  }

  @Test
  void aCallWaitsAnewIfTheBreakerOpensBeforeItsTurn() {
    RateLimiter limiter = Limits.limiter(loop);
    limiter.reservePermission(2);
    Gate both = Gate.of(limiter, breaker).on(loop);
    CompletableFuture<String> answer = both.call(() -> service.ask("a"));
    breaker.transitionToOpenState();
    loop.advance(Duration.ofSeconds(10));
    assertThat(asked()).isEmpty();
    loop.advance(Duration.ofMillis(1));
    assertThat(asked()).containsExactly("a");
    service.answer("a");
    assertThat(answer).isCompletedWithValue("a!");
    assertThat(breaker.getState()).isEqualTo(State.CLOSED);
  }

  @Test
  void whatHasWaitedForTheBreakerKeepsTheLimit() {
    RateLimiter limiter = Limits.limiter(loop);
    Gate both = Gate.of(limiter, breaker).on(loop);
    breaker.transitionToOpenState();
    for (String question : "a b c".split(" ")) {
      both.call(() -> service.ask(question));
    }
    loop.advance(Duration.ofSeconds(5));
    breaker.transitionToClosedState();
    loop.runAll();
    assertThat(asked()).containsExactly("a", "b");
    loop.advance(Duration.ofSeconds(1));
    assertThat(asked()).containsExactly("a", "b", "c");
  }
}
