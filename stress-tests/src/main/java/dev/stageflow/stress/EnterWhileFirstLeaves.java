package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.resilience4j.Gate;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The only call that waits at an open breaker is cancelled as another one comes. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The other one waits for one timer.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "It waits, and nobody will ask the breaker.")
@Outcome(expect = FORBIDDEN, desc = "A timer was left.")
@State
public class EnterWhileFirstLeaves {
  private final Timers timers = new Timers();
  private final Gate gate = Gate.of(Breakers.open()).on(timers);
  private final CompletableFuture<String> first = gate.pass("first");

  @Actor
  public void enter() {
    CompletableFuture<String> unused = gate.pass("second");
  }

  @Actor
  public void leave() {
    first.cancel(true);
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = timers.pending();
  }
}
