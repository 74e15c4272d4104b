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

/** The items end while the consumer finds none and asks for a signal. */
@JCStressTest
@Outcome(id = "seen", expect = ACCEPTABLE, desc = "They ended before the consumer looked.")
@Outcome(id = "signalled", expect = ACCEPTABLE, desc = "They ended afterwards.")
@Outcome(id = "asleep", expect = FORBIDDEN, desc = "The wake-up is lost.")
@State
public class EndWhileConsumerWaits {
  private final Channel<Integer> channel = new Channel<>(16, () -> {});
  private final Consumer consumer = new Consumer(channel);

  @Actor
  public void end() {
    channel.end(null);
  }

  @Actor
  public void takeOrWait() {
    consumer.takeOrWait();
  }

  @Arbiter
  public void judge(L_Result result) {
    if (consumer.isAsleep()) {
      result.r1 = "asleep";
    } else {
      result.r1 = consumer.isSignalled() ? "signalled" : "seen";
    }
  }
}
