package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Someone asks for a run's trace while its last slice ends. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The slice answers.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Whoever asks finds the run ended.")
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Both see the other, and both answer.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "Nobody answers.")
@State
public class QueryWhileRunEnds {
  private final RunState run = new RunState();
  private boolean asked;

  @Actor
  public void end(ZZ_Result result) {
    run.end();
    result.r1 = asked;
  }

  @Actor
  public void ask(ZZ_Result result) {
    asked = true;
    run.signal(RunState.QUERIED, 0);
    result.r2 = run.isEnded();
  }
}
