package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A run gives a call up as one part of it ends and the next begins. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The second part was cancelled.")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "It was cancelled by both.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "The second part goes on.")
@State
public class GiveUpWhileNextPartBegins {
  private final BlockedCall call = new BlockedCall();

  @Actor
  public void make() {
    call.makeInParts();
  }

  @Actor
  public void giveUp() {
    call.giveUp();
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = call.cancels();
  }
}
