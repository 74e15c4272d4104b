package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.tunnel.Worker;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A turn begins while the run withdraws it. */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It was made, and not withdrawn.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It was withdrawn before it began.")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "It was made though it was withdrawn.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "It was neither made nor withdrawn.")
@State
public class WithdrawWhileTurnBegins {
  private final AtomicInteger made = new AtomicInteger();
  private final Worker worker = new Worker(task -> turn = task, "turn", made::incrementAndGet);
  private Runnable turn = () -> {};
  private boolean withdrawn;

  public WithdrawWhileTurnBegins() {
    worker.submit();
  }

  @Actor
  public void run() {
    turn.run();
  }

  @Actor
  public void withdraw() {
    withdrawn = worker.withdraw();
  }

  @Arbiter
  public void judge(II_Result result) {
    result.r1 = made.get();
    result.r2 = withdrawn ? 1 : 0;
  }
}
