package dev.stageflow.resilience4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stageflow.testing.TestLoop;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.ratelimiter.internal.SemaphoreBasedRateLimiter;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rate limiter holds back comes when it is its turn. */
@Timeout(60)
class RateLimitTest {
  private final TestLoop loop = new TestLoop();
  private final RateLimiter limiter = Limits.limiter(loop);
  private final Gate gate = Gate.of(limiter).on(loop);
  private final Service service = new Service();

  private CompletableFuture<String> ask(String question) {
    return gate.call(() -> service.ask(question));
  }

  @Test
  void callsWithinTheLimitAreMadeAtOnce() {
    CompletableFuture<String> answer = ask("a");
    assertThat(service.asked()).containsExactly("a");
    service.answer("a");
    assertThat(answer).isCompletedWithValue("a!");
  }

  @Test
  void callsBeyondTheLimitAreMadeWhenTheirTurnComes() {
    for (String question : "a b c d e".split(" ")) {
      ask(question);
    }
    assertThat(service.asked()).containsExactly("a", "b");
    loop.advance(Duration.ofMillis(999));
    assertThat(service.asked()).containsExactly("a", "b");
    loop.advance(Duration.ofMillis(1));
    assertThat(service.asked()).containsExactly("a", "b", "c", "d");
    loop.advance(Duration.ofSeconds(1));
    assertThat(service.asked()).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void aCallMayTakeSeveralPermissions() {
    gate.call(2, () -> service.ask("two"));
    ask("a");
    assertThat(service.asked()).containsExactly("two");
    loop.advance(Duration.ofSeconds(1));
    assertThat(service.asked()).containsExactly("two", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gate.call(0, () -> service.ask("none")))
        .withMessage("a call takes at least one permission, not 0");
  }

  @Test
  void aTurnThatWouldComeTooLateIsNotPermitted() {
    limiter.changeTimeoutDuration(Duration.ofMillis(500));
    ask("a");
    ask("b");
    assertThat(ask("c"))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseExactlyInstanceOf(RequestNotPermitted.class)
        .withMessageContaining("RateLimiter 'limiter' does not permit further calls");
    assertThat(service.asked()).containsExactly("a", "b");
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsIsNeverMade() {
    ask("a");
    ask("b");
    CompletableFuture<String> waiting = ask("c");
    assertThat(waiting.cancel(true)).isTrue();
    assertThat(loop.shutdownNow()).as("timers").isEmpty();
    assertThat(service.asked()).containsExactly("a", "b");
  }

  @Test
  void aCallThatIsCancelledWhenItsTurnHasComeIsNotMade() {
    ask("a");
    ask("b");
    CompletableFuture<String> waiting = ask("c");
    // The turn comes first, then the cancel, then what the turn has handed to the loop.
    loop.schedule(() -> waiting.cancel(true), 1, TimeUnit.SECONDS);
    loop.advance(Duration.ofSeconds(1));
    assertThat(service.asked()).containsExactly("a", "b");
  }

  @Test
  void aCallThatIsUnderWayIsCancelledWithWhatTheGateReturned() {
    CompletableFuture<String> answer = ask("a");
    answer.cancel(true);
    assertThat(service.request("a")).isCancelled();
  }

  @Test
  void aCallThatWasWaitedForIsCancelledWithWhatTheGateReturned() {
    ask("a");
    ask("b");
    CompletableFuture<String> answer = ask("c");
    loop.advance(Duration.ofSeconds(1));
    answer.cancel(true);
    assertThat(service.request("c")).isCancelled();
  }

  @Test
  void aCallMayCancelWhatTheGateReturnsWhileItIsMade() {
    ask("a");
    ask("b");
    CompletableFuture<String> request = new CompletableFuture<>();
    CompletableFuture<?>[] answer = new CompletableFuture<?>[1];
    answer[0] =
        gate.call(
            () -> {
              answer[0].cancel(true);
              return request;
            });
    loop.advance(Duration.ofSeconds(1));
    assertThat(request).isCancelled();
  }

  @Test
  void aStageThatCannotBeCancelledIsLeftAlone() {
    CompletableFuture<String> answer = gate.call(() -> service.ask("a").minimalCompletionStage());
    assertThat(answer.cancel(true)).isTrue();
    service.answer("a");
    assertThat(answer).isCancelled();
  }

  @Test
  void whatACallThrowsFailsWhatTheGateReturned() {
    IOException thrown = new IOException("down");
    CompletableFuture<String> answer =
        gate.call(
            () -> {
              throw thrown;
            });
    assertThatThrownBy(answer::get).hasCause(thrown);
  }

  @Test
  void aFailureIsPassedOnUnwrapped() {
    IOException failure = new IOException("down");
    CompletableFuture<String> answer =
        gate.call(() -> service.ask("a").thenApply(text -> text + "?"));
    service.fail("a", failure);
    assertThat(answer.handle((result, thrown) -> thrown)).isCompletedWithValue(failure);
  }

  @Test
  void aCallThatReturnsNullHasNoResult() {
    assertThat(gate.<String>call(() -> null)).isCompletedWithValue(null);
  }

  @Test
  void anItemPassesWhenItsTurnComes() {
    assertThat(gate.pass("a")).isCompletedWithValue("a");
    assertThat(gate.pass("b")).isCompletedWithValue("b");
    CompletableFuture<String> third = gate.pass("c");
    assertThat(third).isNotDone();
    loop.advance(Duration.ofSeconds(1));
    assertThat(third).isCompletedWithValue("c");
  }

  @Test
  void theLimiterLearnsHowACallEnds() {
    RateLimiter drained =
        Limits.limiter(
            loop,
            Limits.limits().drainPermissionsOnResult(end -> end.isLeft() || end.get() == "!"));
    Gate draining = Gate.of(drained).on(loop);
    draining.call(() -> CompletableFuture.completedFuture("fine"));
    assertThat(drained.getMetrics().getAvailablePermissions()).isEqualTo(1);
    loop.advance(Duration.ofSeconds(1));
    draining.call(() -> CompletableFuture.completedFuture("!"));
    assertThat(drained.getMetrics().getAvailablePermissions()).isZero();
    loop.advance(Duration.ofSeconds(1));
    draining.call(() -> CompletableFuture.failedFuture(new IOException()));
    assertThat(drained.getMetrics().getAvailablePermissions()).isZero();
  }

  @Test
  void aGateIsSharedByExecutors() {
    TestLoop other = new TestLoop();
    ask("a");
    ask("b");
    gate.on(other).call(() -> service.ask("c"));
    loop.advance(Duration.ofSeconds(1));
    assertThat(service.asked()).containsExactly("a", "b");
    other.advance(Duration.ofSeconds(1));
    assertThat(service.asked()).containsExactly("a", "b", "c");
  }

  @Test
  void aCallIsNotLostWhereItsExecutorRejectsIt() {
    ask("a");
    ask("b");
    CompletableFuture<String> waiting = ask("c");
    loop.rejectNext(new RejectedExecutionException("full"));
    loop.advance(Duration.ofSeconds(1));
    assertThatThrownBy(waiting::get).hasRootCauseMessage("full");
    loop.shutdown();
    assertThatThrownBy(gate.call(3, () -> service.ask("d"))::get)
        .hasRootCauseInstanceOf(RejectedExecutionException.class);
    assertThat(service.asked()).containsExactly("a", "b");
  }

  @Test
  @Timeout(10)
  void aCallIsNotLostWhereItsExecutorHasNoThreadForIt() {
    OutOfMemoryError none = new OutOfMemoryError("unable to create native thread");
    Gate threadless =
        realGate(1)
            .on(
                task -> {
                  throw none;
                });
    assertThat(threadless.pass("first")).isCompletedWithValue("first");
    assertThatThrownBy(threadless.pass("second")::get).hasCause(none);
  }

  @Test
  void aLimiterThatCannotReserveFailsTheCall() {
    RateLimiter blocking =
        new SemaphoreBasedRateLimiter("semaphore", RateLimiterConfig.ofDefaults());
    assertThatThrownBy(Gate.of(blocking).call(() -> service.ask("a"))::get)
        .hasRootCauseInstanceOf(UnsupportedOperationException.class);
    assertThat(service.asked()).isEmpty();
  }

  /** A gate of one call in some milliseconds. */
  private static Gate realGate(int millis) {
    return Gate.of(
        RateLimiter.of(
            "real",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofMillis(millis))
                .build()));
  }

  @Test
  void aCallThatHasWaitedIsNotMadeOnTheJdksTimer() throws Exception {
    CompletableFuture<Thread> timer = new CompletableFuture<>();
    CompletableFuture.delayedExecutor(1, TimeUnit.NANOSECONDS, Runnable::run)
        .execute(() -> timer.complete(Thread.currentThread()));
    for (Gate timed : List.of(realGate(5), realGate(5).on(Runnable::run))) {
      assertThat(timed.pass("first").get()).isEqualTo("first");
      for (int i = 0; i < 3; i++) {
        Thread caller =
            timed.call(() -> CompletableFuture.completedFuture(Thread.currentThread())).get();
        assertThat(caller).isNotSameAs(timer.get());
      }
    }
  }

  @Test
  void cancellingTwiceIsCancellingOnce() {
    CompletableFuture<String> answer = ask("a");
    answer.cancel(true);
    answer.cancel(true);
    assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
    assertThatThrownBy(answer.thenApply(text -> text)::join)
        .isInstanceOf(CompletionException.class);
  }
}
