/** Rate limiters and circuit breakers of resilience4j, for flows. */
// resilience4j has fixed names as modules, though no descriptors.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module dev.stageflow.resilience4j {
  requires transitive dev.stageflow;
  requires transitive io.github.resilience4j.circuitbreaker;
  requires transitive io.github.resilience4j.ratelimiter;
  requires io.github.resilience4j.core;
  requires static org.jspecify;

  exports dev.stageflow.resilience4j;
}
