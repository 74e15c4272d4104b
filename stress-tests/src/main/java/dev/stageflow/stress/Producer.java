package dev.stageflow.stress;

import dev.stageflow.internal.channel.Channel;

/** A channel's producer, as a tunnel's worker is one: when there is no room it suspends itself. */
final class Producer {
  private final Channel<Integer> channel;

  /** How often it was told to go on. Only whoever takes the announcement back may write. */
  private int goOns;

  private boolean suspended;

  /**
   * Makes the producer of a channel that it fills.
   *
   * @param capacity of the channel, at least 1
   */
  Producer(int capacity) {
    channel = new Channel<>(capacity, () -> goOns++);
    for (int item = 0; item < capacity; item++) {
      channel.put(item);
    }
  }

  Channel<Integer> channel() {
    return channel;
  }

  void putOrSuspend() {
    if (channel.hasRoom()) {
      channel.put(-1);
    } else {
      suspend();
    }
  }

  void suspend() {
    suspended = true;
    if (!channel.suspend()) {
      goOns++;
    }
  }

  /** Whether it gave its thread back, and nobody resumed it. For the arbiter. */
  boolean isAsleep() {
    return suspended && goOns == 0;
  }

  /** How often it was told to go on, by itself or by the consumer. For the arbiter. */
  int goOns() {
    return goOns;
  }
}
