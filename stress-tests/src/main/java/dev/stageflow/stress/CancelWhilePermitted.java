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
import org.openjdk.jcstress.infra.results.I_Result;

/** A call that waits at a gate is cancelled as its breaker permits it. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "It gave back what it took.")
@Outcome(id = "1", expect = FORBIDDEN, desc = "Its permission is lost.")
@Outcome(id = "3", expect = FORBIDDEN, desc = "Its permission was given back twice.")
@State
public class CancelWhilePermitted {
  private final CircuitBreaker breaker = Breakers.open();
  private final CompletableFuture<String> call;
  private volatile boolean isHalfOpen;

  /** Has a call wait, and learns right before the gate that the breaker permits it. */
  public CancelWhilePermitted() {
    breaker.getEventPublisher().onStateTransition(event -> isHalfOpen = true);
    call = Gate.of(breaker).on(new Timers()).call(CompletableFuture::new);
  }

  @Actor
  public void permit() {
    breaker.transitionToHalfOpenState();
  }

  @Actor
  public void cancel() {
    while (!isHalfOpen) {
      Thread.onSpinWait();
    }
    call.cancel(true);
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = Breakers.permissions(breaker);
  }
}
