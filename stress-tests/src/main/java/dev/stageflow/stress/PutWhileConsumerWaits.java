package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An item is put while the consumer finds none and asks for a signal. */
@JCStressTest
@Outcome(id = "taken", expect = ACCEPTABLE, desc = "It came before the consumer looked.")
@Outcome(id = "seen", expect = ACCEPTABLE, desc = "It came before the consumer looked again.")
@Outcome(id = "signalled", expect = ACCEPTABLE, desc = "It came afterwards.")
@Outcome(id = "asleep", expect = FORBIDDEN, desc = "The wake-up is lost.")
@State
public class PutWhileConsumerWaits {
  private final Channel<Integer> channel = new Channel<>(16, () -> {});
  private final Consumer consumer = new Consumer(channel);
  private boolean taken;

  @Actor
  public void put() {
    channel.put(1);
  }

  @Actor
  public void takeOrWait() {
    taken = consumer.takeOrWait();
  }

  @Arbiter
  public void judge(L_Result result) {
    if (taken) {
      result.r1 = "taken";
    } else if (consumer.isAsleep()) {
      result.r1 = "asleep";
    } else {
      result.r1 = consumer.isSignalled() ? "signalled" : "seen";
    }
  }
}
