package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A run is resumed while the slice that has seen it paused ends. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The slice makes another one.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Whoever resumes submits a slice.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "The signal is lost.")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "Two threads have the turn.")
@State
public class ResumeWhileSliceEnds {
  private final RunState run = new RunState();

  public ResumeWhileSliceEnds() {
    run.signal(RunState.PAUSED, 0);
  }

  @Actor
  public void endSlice(ZZ_Result result) {
    result.r1 = run.endSlice();
  }

  @Actor
  public void resume(ZZ_Result result) {
    result.r2 = run.signal(0, RunState.PAUSED);
  }
}
