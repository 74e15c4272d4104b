package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** The producer stops because the buffer is full while the consumer empties it and waits. */
@JCStressTest
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Both go on.")
@Outcome(id = "false, true", expect = FORBIDDEN, desc = "An item is there, but nobody tells.")
@Outcome(id = "true, .*", expect = FORBIDDEN, desc = "Nobody wakes the producer.")
@State
public class BothStop {
  private final Producer producer = new Producer(1);
  private final Consumer consumer = new Consumer(producer.channel());

  @Actor
  public void putOrSuspend() {
    producer.putOrSuspend();
  }

  @Actor
  public void takeAndWait() {
    if (consumer.takeOrWait()) {
      consumer.takeOrWait();
    }
  }

  @Arbiter
  public void judge(ZZ_Result result) {
    result.r1 = producer.isAsleep();
    result.r2 = consumer.isAsleep() && producer.goOns() == 0;
  }
}
