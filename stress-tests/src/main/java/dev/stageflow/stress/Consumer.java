package dev.stageflow.stress;

import dev.stageflow.internal.channel.Channel;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A channel's consumer, as a tunnel's run is one: it takes what there is, or asks for a signal. */
final class Consumer {
  private final Channel<Integer> channel;
  private @Nullable CompletionStage<Void> signal;

  Consumer(Channel<Integer> channel) {
    this.channel = channel;
  }

  /**
   * Takes an item, or waits for one.
   *
   * @return whether an item was taken
   */
  boolean takeOrWait() {
    if (channel.poll() != null) {
      return true;
    }
    signal = channel.ready();
    return false;
  }

  /**
   * Returns how it went on. For the arbiter.
   *
   * @return whether it asked for a signal that has not come
   */
  boolean isAsleep() {
    return signal != null && !signal.toCompletableFuture().isDone();
  }

  /**
   * Returns how it went on. For the arbiter.
   *
   * @return whether it asked for a signal, which has come
   */
  boolean isSignalled() {
    return signal != null && signal.toCompletableFuture().isDone();
  }
}
