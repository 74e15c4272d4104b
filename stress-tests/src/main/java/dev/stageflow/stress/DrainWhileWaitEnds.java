package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.run.RunState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A run is drained while what it waits for completes. */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It closes its sources once, and goes on once.")
@Outcome(expect = FORBIDDEN, desc = "A signal is lost, or two threads have the turn.")
@State
public class DrainWhileWaitEnds {
  private final RunState run = new RunState();
  private final long wait = run.beginWait();

  // Plain: whoever has the turn hands them on with it.
  private int drained;
  private int goneOn;

  public DrainWhileWaitEnds() {
    run.endSlice();
  }

  @Actor
  public void drain() {
    if (run.signal(RunState.DRAINED, 0)) {
      makeSlices();
    }
  }

  @Actor
  public void complete() {
    if (run.waitOver(wait)) {
      makeSlices();
    }
  }

  /** Drains the run if that is asked for, and goes on to the next wait as soon as it can. */
  private void makeSlices() {
    do {
      if (run.takeDrain()) {
        drained++;
      }
      if (run.isRunnable()) {
        goneOn++;
        run.beginWait();
      }
    } while (run.endSlice());
  }

  @Arbiter
  public void judge(II_Result result) {
    result.r1 = drained;
    result.r2 = goneOn;
  }
}
