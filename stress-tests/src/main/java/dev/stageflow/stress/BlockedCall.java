package dev.stageflow.stress;

import dev.stageflow.internal.tunnel.BlockingCall;
import dev.stageflow.internal.tunnel.BlockingCall.Cancel;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that a run gives up, with a part that returns no sooner. */
final class BlockedCall {
  private final BlockingCall call = new BlockingCall();
  private final AtomicInteger cancels = new AtomicInteger();
  private volatile boolean isGivenUp;

  /** Makes the call, whose one part blocks. */
  void make() {
    call.make(this::block);
  }

  /** Makes the call, which has a part that does not block before the one that does. */
  void makeInParts() {
    call.make(
        () -> {
          boolean isDone = BlockingCall.cancelledBy(() -> {}, () -> true);
          return isDone && block();
        });
  }

  private boolean block() {
    return BlockingCall.cancelledBy(cancels::incrementAndGet, this::untilGivenUp);
  }

  private boolean untilGivenUp() {
    while (!isGivenUp) {
      Thread.onSpinWait();
    }
    return true;
  }

  /** Gives the call up, as a run does. */
  void giveUp() {
    Cancel<?> cancel = call.giveUp();
    isGivenUp = true;
    try {
      if (cancel != null) {
        cancel.cancel();
      }
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  /** Counts how often the part that blocks was cancelled. */
  int cancels() {
    return cancels.get();
  }
}
