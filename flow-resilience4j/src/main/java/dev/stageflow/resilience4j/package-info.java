/**
 * A {@linkplain dev.stageflow.resilience4j.Gate gate} for the calls of flows, which a rate limiter
 * and a circuit breaker hold back.
 */
@NullMarked
package dev.stageflow.resilience4j;

import org.jspecify.annotations.NullMarked;
