package dev.stageflow.stress;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/** Makes circuit breakers. */
final class Breakers {
  private static final CircuitBreakerConfig CONFIG =
      CircuitBreakerConfig.custom().permittedNumberOfCallsInHalfOpenState(2).build();

  private Breakers() {}

  /** Makes one that permits no call. */
  static CircuitBreaker open() {
    CircuitBreaker breaker = CircuitBreaker.of("service", CONFIG);
    breaker.transitionToOpenState();
    return breaker;
  }

  /** Makes one that permits two calls until their results are known. */
  static CircuitBreaker halfOpen() {
    CircuitBreaker breaker = open();
    breaker.transitionToHalfOpenState();
    return breaker;
  }

  /** Returns how many calls a breaker that is half open still permits. */
  static int permissions(CircuitBreaker breaker) {
    int permissions = 0;
    while (breaker.tryAcquirePermission()) {
      permissions++;
    }
    return permissions;
  }
}
