package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.resilience4j.Gate;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A call comes to a gate as its breaker closes. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "It passed.")
@Outcome(id = "false", expect = FORBIDDEN, desc = "It waits though the breaker is closed.")
@State
public class EnterWhileBreakerCloses {
  private final CircuitBreaker breaker = Breakers.open();
  private final Gate gate = Gate.of(breaker).on(new Timers());
  private @Nullable CompletableFuture<String> passed;

  @Actor
  public void enter() {
    passed = gate.pass("item");
  }

  @Actor
  public void close() {
    breaker.transitionToClosedState();
  }

  @Arbiter
  public void judge(Z_Result result) {
    result.r1 = passed != null && passed.isDone();
  }
}
