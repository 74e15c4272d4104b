package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** The consumer closes while the producer suspends itself because the buffer is full. */
@JCStressTest
@Outcome(id = "1", expect = ACCEPTABLE, desc = "It went on, or was resumed.")
@Outcome(id = "0", expect = FORBIDDEN, desc = "The resume is lost: the source stays open.")
@Outcome(id = "2", expect = FORBIDDEN, desc = "It was resumed though it went on.")
@State
public class CloseWhileProducerSuspends {
  private final Producer producer = new Producer(1);

  @Actor
  public void suspend() {
    producer.suspend();
  }

  @Actor
  public void close() {
    producer.channel().close();
  }

  @Arbiter
  public void judge(I_Result result) {
    result.r1 = producer.goOns();
  }
}
