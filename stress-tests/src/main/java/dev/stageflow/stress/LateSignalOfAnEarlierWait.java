package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The signal of a wait that was dropped comes while the run begins to wait for something else. */
@JCStressTest
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The run waits for the later condition.")
@Outcome(expect = FORBIDDEN, desc = "The run goes on before what it waits for has completed.")
@State
public class LateSignalOfAnEarlierWait {
  private final RunState run = new RunState();
  private final long earlier = run.beginWait();

  @Actor
  public void waitForAnother() {
    run.dropWait();
    run.beginWait();
  }

  @Actor
  public void signal(ZZ_Result result) {
    result.r1 = run.waitOver(earlier);
  }

  @Arbiter
  public void judge(ZZ_Result result) {
    result.r2 = run.endSlice();
  }
}
