package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a run waits for completes while the slice that has begun to wait ends. */
@JCStressTest
@Outcome(id = "7, 0", expect = ACCEPTABLE, desc = "The slice goes on, and sees the failure.")
@Outcome(id = "0, 7", expect = ACCEPTABLE, desc = "Whoever completes it submits a slice.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The signal is lost.")
@Outcome(id = "7, 7", expect = FORBIDDEN, desc = "Two threads have the turn.")
@Outcome(id = "-1, 0", expect = FORBIDDEN, desc = "The slice goes on without the failure.")
@State
public class WaitEndsWhileSliceEnds {
  private final RunState run = new RunState();
  private final long wait = run.beginWait();
  private int failure = -1;

  @Actor
  public void endSlice(II_Result result) {
    if (run.endSlice()) {
      result.r1 = failure;
    }
  }

  @Actor
  public void complete(II_Result result) {
    failure = 7;
    if (run.waitOver(wait)) {
      result.r2 = failure;
    }
  }
}
