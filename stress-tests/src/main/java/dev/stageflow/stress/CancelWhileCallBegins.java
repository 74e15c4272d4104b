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
import org.openjdk.jcstress.infra.results.IZ_Result;

/** A call at a gate is cancelled while what it calls begins. */
@JCStressTest
@Outcome(id = "2, true", expect = ACCEPTABLE, desc = "It gave back what it took.")
@Outcome(id = ".*, false", expect = FORBIDDEN, desc = "What it called goes on.")
@Outcome(expect = FORBIDDEN, desc = "Its permission is lost, or was given back twice.")
@State
public class CancelWhileCallBegins {
  private final CircuitBreaker breaker = Breakers.open();
  private final Gate gate = Gate.of(breaker).on(new Timers());
  private final CompletableFuture<String> called = new CompletableFuture<>();
  private volatile boolean isBegun;
  private final CompletableFuture<String> call = gate.call(this::made);

  private CompletableFuture<String> made() {
    isBegun = true;
    for (int i = 0; i < 100 && !call.isDone(); i++) {
      Thread.onSpinWait(); // so that the cancel comes before, while and after this returns
    }
    return called;
  }

  @Actor
  public void permit() {
    breaker.transitionToHalfOpenState();
  }

  @Actor
  public void cancel() {
    while (!isBegun) {
      Thread.onSpinWait();
    }
    call.cancel(true);
  }

  @Arbiter
  public void judge(IZ_Result result) {
    result.r1 = Breakers.permissions(breaker);
    result.r2 = called.isCancelled();
  }
}
