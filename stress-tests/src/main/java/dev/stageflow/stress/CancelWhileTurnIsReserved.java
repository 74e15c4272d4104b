package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A call is cancelled as it reserves its turn at a rate limiter. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "No timer is left.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "The timer of its turn is left.")
@State
public class CancelWhileTurnIsReserved {
  private static final RateLimiterConfig ONE_AN_HOUR =
      RateLimiterConfig.custom()
          .limitForPeriod(1)
          .limitRefreshPeriod(Duration.ofHours(1))
          .timeoutDuration(Duration.ofHours(3))
          .build();

  private final Timers timers = new Timers();
  private final CircuitBreaker breaker = Breakers.open();
  private final CompletableFuture<String> call;

  /** Has a call wait at the breaker whose turn will come in an hour. */
  public CancelWhileTurnIsReserved() {
    RateLimiter limiter = RateLimiter.of("service", ONE_AN_HOUR);
    limiter.reservePermission();
    call = Gate.of(limiter, breaker).on(timers).pass("item");
  }

  @Actor
  public void permit() {
    breaker.transitionToClosedState();
  }

  @Actor
  public void cancel() {
    call.cancel(true);
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = timers.pending();
  }
}
