package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a gate has called gives its result as the call is cancelled. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The result was reported.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The permission was given back.")
@Outcome(id = "0, 1", expect = FORBIDDEN, desc = "The breaker waits for the call's end for ever.")
@Outcome(expect = FORBIDDEN, desc = "The call has ended twice.")
@State
public class CancelWhileResultComes {
  private final CircuitBreaker breaker = Breakers.halfOpen();
  private final Gate gate = Gate.of(breaker).on(new Timers());
  private final CompletableFuture<String> called = new CompletableFuture<>();
  private final CompletableFuture<String> call = gate.call(() -> called);

  @Actor
  public void complete() {
    called.complete("result");
  }

  @Actor
  public void cancel() {
    call.cancel(true);
  }

  @Arbiter
  public void judge(II_Result result) {
    result.r1 = breaker.getMetrics().getNumberOfBufferedCalls();
    result.r2 = Breakers.permissions(breaker);
  }
}
