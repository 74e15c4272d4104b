package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.channel.Channel;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An item is put and the items end, while the consumer looks whether they have. */
@JCStressTest
@Outcome(id = "taken", expect = ACCEPTABLE, desc = "The item was seen at once.")
@Outcome(id = "under way", expect = ACCEPTABLE, desc = "More is to come.")
@Outcome(id = "ended", expect = FORBIDDEN, desc = "The end overtook the item.")
@State
public class EndAfterItem {
  private final Channel<Integer> channel = new Channel<>(16, () -> {});

  @Actor
  public void putAndEnd() {
    channel.put(1);
    channel.end(null);
  }

  @Actor
  public void take(L_Result result) {
    if (channel.poll() != null) {
      result.r1 = "taken";
    } else {
      result.r1 = channel.isEnded() ? "ended" : "under way";
    }
  }
}
