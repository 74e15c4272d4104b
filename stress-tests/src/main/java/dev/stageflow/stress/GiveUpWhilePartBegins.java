package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A run gives a call up as a part of it begins that has a cancel of its own. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "The part was cancelled.")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "It was cancelled by both.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "The part goes on, and is not interrupted either.")
@State
public class GiveUpWhilePartBegins {
  private final BlockedCall call = new BlockedCall();

  @Actor
  public void make() {
    call.make();
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
