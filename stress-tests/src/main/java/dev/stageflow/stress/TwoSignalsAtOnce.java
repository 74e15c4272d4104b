package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A paused run is resumed and asked for its trace at once. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Whoever resumes submits a slice.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Whoever asks submits a slice.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "The signals are lost.")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "Two threads have the turn.")
@State
public class TwoSignalsAtOnce {
  private final RunState run = new RunState();

  public TwoSignalsAtOnce() {
    run.signal(RunState.PAUSED, 0);
    run.endSlice();
  }

  @Actor
  public void resume(ZZ_Result result) {
    result.r1 = run.signal(0, RunState.PAUSED);
  }

  @Actor
  public void ask(ZZ_Result result) {
    result.r2 = run.signal(RunState.QUERIED, 0);
  }
}
