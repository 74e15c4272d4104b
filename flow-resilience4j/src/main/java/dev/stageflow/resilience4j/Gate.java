package dev.stageflow.resilience4j;

import dev.stageflow.TimedExecutor;
import dev.stageflow.function.StageSupplier;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.ratelimiter.RateLimiter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back until a rate limiter and a circuit breaker of resilience4j permit them. The run
 * pauses meanwhile; no thread waits.
 *
 * <pre>{@code
 * class Embeddings {
 *   private final Gate gate; // one for all runs: Gate.of(rateLimiter, circuitBreaker)
 *   ...
 *
 *   @Parallel(16)
 *   @Retry(times = 5)
 *   @Function
 *   CompletionStage<Answer> embed(Batch batch) {
 *     return gate.call(() -> client.embed(batch));
 *   }
 * }
 * }</pre>
 *
 * <p>Such a stage holds what stands before it as well: while its sixteen calls wait at the gate, no
 * further item is taken.
 *
 * <h2>Rate limiter</h2>
 *
 * <p>A call that comes too early reserves its turn, and is made when that comes. If the turn would
 * come later than the limiter's {@code timeoutDuration} allows, 5 seconds unless set, the call
 * fails at once with a {@link io.github.resilience4j.ratelimiter.RequestNotPermitted
 * RequestNotPermitted}, which {@code @Retry} and {@code @Recover} take like any other failure.
 *
 * <h2>Circuit breaker</h2>
 *
 * <p>While the breaker is open, calls wait, in the order in which they came, instead of failing
 * with a {@code CallNotPermittedException}. They go on when the breaker is half-open, as many as it
 * permits, or closed again. The gate learns this from the breaker's state transitions. A breaker
 * that makes no transition of its own is asked for permission when its wait duration has passed,
 * and after each further one; each time counts as a call that was not permitted. A breaker that is
 * forced open holds its calls until somebody changes its state.
 *
 * <p>Each call that was made is reported to the breaker once: its result or failure, with its
 * duration, before the flow goes on. What is cancelled gives its permission back and counts neither
 * as success nor as failure.
 *
 * <h2>Cancel and timeout</h2>
 *
 * <p>To cancel what the gate returned, as a run does that is cancelled, gives up the place at the
 * gate; once the call is under way, its future is cancelled. A turn that was reserved at a rate
 * limiter is lost.
 *
 * <p>A {@code @Timeout} beside the stage counts the time at the gate, too, and cancels: the breaker
 * does not learn of a service that hangs. So limit the call itself, which the breaker then counts
 * as failed: by the client's own timeout, or by {@code gate.call(() ->
 * client.embed(batch).orTimeout(2, SECONDS))}.
 *
 * <h2>Threads</h2>
 *
 * <p>A call that need not wait is made on the thread that asks for it. One that has waited is made
 * on the gate's {@linkplain #on executor}, not on the run's: it should only start what it calls,
 * and it finds no {@link dev.stageflow.ThreadContext} there. Where that matters, a {@link #pass}
 * stage ahead waits in its place.
 *
 * <p>For any number of threads, runs and flows: one gate for each service is enough. A breaker
 * keeps the gates that are made for it, so none should be made for each run.
 */
public final class Gate {
  private final @Nullable RateLimiter limiter;
  private final @Nullable BreakerQueue breaker;
  private final Resumption resumption;

  private Gate(
      @Nullable RateLimiter limiter, @Nullable BreakerQueue breaker, Resumption resumption) {
    this.limiter = limiter;
    this.breaker = breaker;
    this.resumption = resumption;
  }

  /**
   * Makes a gate that lets as many calls through as a rate limiter permits.
   *
   * @param limiter one that can reserve permissions, such as those that {@code RateLimiter.of}
   *     makes
   * @return the gate
   */
  public static Gate of(RateLimiter limiter) {
    return new Gate(Objects.requireNonNull(limiter, "limiter"), null, Resumption.DEFAULT);
  }

  /**
   * Makes a gate that holds all calls while a circuit breaker is open.
   *
   * @param breaker learns how the calls end
   * @return the gate
   */
  public static Gate of(CircuitBreaker breaker) {
    return new Gate(null, BreakerQueue.of(breaker), Resumption.DEFAULT);
  }

  /**
   * Makes a gate for both. A call waits for the breaker's permission first, then for its turn; if
   * the breaker has opened meanwhile, both begin anew.
   *
   * @param limiter one that can reserve permissions, such as those that {@code RateLimiter.of}
   *     makes
   * @param breaker learns how the calls end
   * @return the gate
   */
  public static Gate of(RateLimiter limiter, CircuitBreaker breaker) {
    Objects.requireNonNull(limiter, "limiter");
    return new Gate(limiter, BreakerQueue.of(breaker), Resumption.DEFAULT);
  }

  /**
   * Sets where calls are made that have waited. A {@link TimedExecutor} measures the waits too, by
   * its own time: in a test, {@code TestLoop} does.
   *
   * @param executor makes the calls; if it rejects one, that fails with the rejection. By default
   *     it is that of {@link CompletableFuture#supplyAsync(java.util.function.Supplier)}, and the
   *     JDK's timer measures the waits, on whose thread no call is made
   * @return a gate with the same limiter, and in the same queue at the same breaker
   */
  public Gate on(Executor executor) {
    return new Gate(limiter, breaker, new Resumption(Objects.requireNonNull(executor, "executor")));
  }

  /**
   * Makes a call when it is permitted.
   *
   * @param call starts what is called, without blocking; null, and a stage that completes with
   *     null, is no result. It may not pause
   * @param <T> the result's type
   * @return completes with the call's result, or with the very exception that it threw or failed
   *     with; to cancel it cancels the call
   */
  public <T extends @Nullable Object> CompletableFuture<T> call(
      StageSupplier<? extends @Nullable CompletionStage<? extends T>> call) {
    return call(1, call);
  }

  /**
   * Makes a call that takes several permissions of the rate limiter, such as the tokens of a
   * request to a language model. It takes one of the breaker.
   *
   * @param permits how many permissions, at least 1
   * @param call starts what is called, without blocking; null, and a stage that completes with
   *     null, is no result. It may not pause
   * @param <T> the result's type
   * @return completes with the call's result, or with the very exception that it threw or failed
   *     with; to cancel it cancels the call
   * @throws IllegalArgumentException if there are less than 1 permissions
   */
  public <T extends @Nullable Object> CompletableFuture<T> call(
      int permits, StageSupplier<? extends @Nullable CompletionStage<? extends T>> call) {
    if (permits < 1) {
      throw new IllegalArgumentException("a call takes at least one permission, not " + permits);
    }
    Objects.requireNonNull(call, "call");
    return GatedCall.of(this, permits, call).entered();
  }

  /**
   * Passes an item on when a call would be permitted. This is for a stage ahead of one that cannot
   * be called through the gate, such as a {@code @Tunnel} or a {@code @Subflow}:
   *
   * <pre>{@code
   * @Function
   * CompletionStage<Batch> admitted(Batch batch) {
   *   return gate.pass(batch);
   * }
   * }</pre>
   *
   * <p>It takes a permission of the rate limiter. That of the breaker is given back at once, and
   * nothing is reported: the breaker opens by the calls of others.
   *
   * @param item what is passed on, not null
   * @param <T> its type
   * @return completes with the item; to cancel it gives the place up
   */
  public <T> CompletableFuture<T> pass(T item) {
    return GatedCall.passing(this, Objects.requireNonNull(item, "item")).entered();
  }

  @Nullable RateLimiter limiter() {
    return limiter;
  }

  @Nullable BreakerQueue breaker() {
    return breaker;
  }

  Resumption resumption() {
    return resumption;
  }
}
