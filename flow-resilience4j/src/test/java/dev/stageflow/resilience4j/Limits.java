package dev.stageflow.resilience4j;

import dev.stageflow.testing.TestLoop;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Limiters and breakers that go by the time of a {@link TestLoop}. */
final class Limits {

  private Limits() {}

  /** Two calls a second, each at most ten seconds ahead. */
  static RateLimiter limiter(TestLoop loop) {
    return limiter(loop, limits());
  }

  static RateLimiterConfig.Builder limits() {
    return RateLimiterConfig.custom()
        .limitForPeriod(2)
        .limitRefreshPeriod(Duration.ofSeconds(1))
        .timeoutDuration(Duration.ofSeconds(10));
  }

  static RateLimiter limiter(TestLoop loop, RateLimiterConfig.Builder config) {
    return RateLimiter.of("limiter", config.build(), Map.of(), loop::nanoTime);
  }

  /** Opens for ten seconds when both of two calls have failed, and then tries one. */
  static CircuitBreaker breaker(TestLoop loop) {
    return breaker(loop, thresholds());
  }

  static CircuitBreakerConfig.Builder thresholds() {
    return thresholds(Duration.ofSeconds(10));
  }

  static CircuitBreakerConfig.Builder thresholds(Duration open) {
    return CircuitBreakerConfig.custom()
        .slidingWindowSize(2)
        .minimumNumberOfCalls(2)
        .failureRateThreshold(100)
        .waitDurationInOpenState(open)
        .permittedNumberOfCallsInHalfOpenState(1);
  }

  static CircuitBreaker breaker(TestLoop loop, CircuitBreakerConfig.Builder config) {
    return CircuitBreaker.of(
        "breaker",
        config
            .clock(loop.clock())
            .currentTimestampFunction(clock -> loop.nanoTime(), TimeUnit.NANOSECONDS)
            .build());
  }
}
