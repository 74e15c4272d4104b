package dev.stageflow.internal.channel;

/**
 * How long a consumer that is faster than its producer holds off before it looks for more items.
 *
 * <p>Each look takes a cache line away from the producer, whose next item then waits for it. A
 * consumer that looked all the time would get the items one by one, and slow down what it waits
 * for: holding off for less than a pause would take lets some more come together. The spin grows
 * while looks find only a few items, and shrinks while they find none or plenty, so that a slow
 * producer's consumer goes straight to its pause.
 */
final class AdaptiveSpin {
  private static final int FEW = 256;
  private static final int PLENTY = 1024;

  /** About what it takes to pause a run and to go on with it. */
  private static final int LONGEST_NANOS = 1_000;

  private static final int FIRST_NANOS = 8;

  private int nanos;

  /**
   * Holds off, for at most about a microsecond. Reading the clock is all the waiting there is:
   * {@link Thread#onSpinWait} is what tools that watch over event loops take for blocking.
   */
  void hold() {
    if (nanos > FIRST_NANOS) {
      long start = System.nanoTime();
      long now;
      do {
        now = System.nanoTime();
      } while (now - start < nanos);
    }
  }

  /**
   * Learns from what a look has found.
   *
   * @param found how many items
   */
  void learn(long found) {
    if (found == 0 || found > PLENTY) {
      nanos /= 2;
    } else if (found < FEW) {
      nanos = Math.min(LONGEST_NANOS, Math.max(FIRST_NANOS, 2 * nanos));
    }
  }
}
