package dev.stageflow.examples.report.live;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Arrays;

/**
 * Measures the largest gap of an event loop: the time for which no event had its turn. A tick on
 * the loop itself, due every millisecond, looks how long ago the one before was; so the tick's own
 * millisecond is part of every gap. All methods are called on the loop.
 */
public final class LoopGap {
  private static final int TICK_MILLIS = 1;
  private static final int WINDOW_SECONDS = 10;

  private final long[] largestOfSecond = new long[WINDOW_SECONDS];
  private long largest;
  private long lastTick = System.nanoTime();
  private long currentSecond = second(lastTick);

  /** Makes a measurement that has not begun. */
  public LoopGap() {}

  /** Begins to measure the loop that calls this. */
  public void start(Vertx vertx) {
    lastTick = System.nanoTime();
    vertx.setPeriodic(TICK_MILLIS, ignored -> tick());
  }

  /** Returns the largest gap of the last ten seconds. */
  public Duration recent() {
    return Duration.ofNanos(Arrays.stream(largestOfSecond).max().orElse(0));
  }

  /** Returns the largest gap since the start. */
  public Duration largest() {
    return Duration.ofNanos(largest);
  }

  private void tick() {
    long now = System.nanoTime();
    for (long second = second(now); currentSecond < second; ) {
      largestOfSecond[index(++currentSecond)] = 0;
    }
    long gap = now - lastTick;
    lastTick = now;
    largest = Math.max(largest, gap);
    int index = index(currentSecond);
    largestOfSecond[index] = Math.max(largestOfSecond[index], gap);
  }

  private static long second(long nanos) {
    return Math.floorDiv(nanos, 1_000_000_000L);
  }

  private static int index(long second) {
    return Math.floorMod(second, WINDOW_SECONDS);
  }
}
