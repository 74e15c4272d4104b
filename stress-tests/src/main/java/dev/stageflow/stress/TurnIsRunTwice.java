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
import org.openjdk.jcstress.infra.results.I_Result;

/** An executor runs a turn on two threads. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It was made once.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "It was made twice.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "It was not made.")
@State
public class TurnIsRunTwice {
  private final AtomicInteger made = new AtomicInteger();
  private final Worker worker = new Worker(task -> turn = task, "turn", made::incrementAndGet);
  private Runnable turn = () -> {};

  public TurnIsRunTwice() {
    worker.submit();
  }

  @Actor
  public void run() {
    turn.run();
  }

  @Actor
  public void runAgain() {
    turn.run();
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = made.get();
  }
}
