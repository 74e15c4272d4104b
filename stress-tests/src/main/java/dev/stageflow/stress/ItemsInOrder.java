package dev.stageflow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.stageflow.internal.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** Items are put, into more than one array, while others are taken. */
@JCStressTest
@Outcome(id = "true, 12", expect = ACCEPTABLE, desc = "All came, one after the other.")
@Outcome(id = "false, .*", expect = FORBIDDEN, desc = "An item was passed over, or came twice.")
@Outcome(id = "true, .*", expect = FORBIDDEN, desc = "The last items are missing.")
@State
public class ItemsInOrder {
  private static final int ITEMS = 12;

  private final Channel<Integer> channel = new Channel<>(16, () -> {});
  private boolean inOrder = true;
  private int taken;

  @Actor
  public void put() {
    for (int item = 0; item < ITEMS; item++) {
      channel.put(item);
    }
  }

  @Actor
  public void take() {
    for (int attempt = 0; attempt < 2 * ITEMS; attempt++) {
      check(channel.poll());
    }
  }

  @Arbiter
  public void judge(ZI_Result result) {
    for (Integer item = channel.poll(); item != null; item = channel.poll()) {
      check(item);
    }
    result.r1 = inOrder;
    result.r2 = taken;
  }

  private void check(@Nullable Integer item) {
    if (item != null) {
      inOrder &= item == taken++;
    }
  }
}
