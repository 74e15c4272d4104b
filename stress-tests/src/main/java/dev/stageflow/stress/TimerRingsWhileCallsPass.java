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

/** A queue's timer rings as the breaker permits two of three calls that wait. */
@JCStressTest
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The third waits for one timer.")
@Outcome(id = "2, 0", expect = FORBIDDEN, desc = "It waits, and nobody will ask the breaker.")
@Outcome(expect = FORBIDDEN, desc = "A call that is permitted waits, or a timer was left.")
@State
public class TimerRingsWhileCallsPass {
  private final Timers timers = new Timers();
  private final CircuitBreaker breaker = Breakers.open();
  private final Gate gate = Gate.of(breaker).on(timers);
  private int made;

  /** Has three calls wait. */
  public TimerRingsWhileCallsPass() {
    for (int i = 0; i < 3; i++) {
      CompletableFuture<String> unused = gate.call(this::made);
    }
  }

  /** Only who serves the queue calls this, one thread at a time. */
  private CompletableFuture<String> made() {
    made++;
    return new CompletableFuture<>();
  }

  @Actor
  public void ring() {
    timers.ring();
  }

  @Actor
  public void permit() {
    breaker.transitionToHalfOpenState();
  }

  @Arbiter
  public void judge(II_Result result) {
    result.r1 = made;
    result.r2 = timers.pending();
  }
}
