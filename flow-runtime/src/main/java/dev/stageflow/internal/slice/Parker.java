package dev.stageflow.internal.slice;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Parks the calling thread as {@link LockSupport} does. In a worker of a {@link ForkJoinPool},
 * another worker takes its place meanwhile, as with the JDK's own blocking calls: what it waits for
 * may be a task of that pool.
 */
public final class Parker implements ForkJoinPool.ManagedBlocker {
  private static final long ENDLESS = Long.MAX_VALUE;

  private final BooleanSupplier over;
  private final long nanos;

  private Parker(BooleanSupplier over, long nanos) {
    this.over = over;
    this.nanos = nanos;
  }

  /**
   * Checks that the current thread may park.
   *
   * @throws IllegalStateException if it is in a slice of a loop: what it waits for might be waiting
   *     for the loop
   */
  public static void requireMayPark() {
    if (SliceMark.isSet()) {
      throw new IllegalStateException(
          "the flow paused in a blocking call inside a slice of an event loop, which must not"
              + " park; run it with on(executor), or open it as a sequence");
    }
  }

  /**
   * Parks until something is over.
   *
   * @param over becomes true before the thread is unparked
   * @throws CancellationException if the thread is or gets interrupted; the flag stays set
   */
  public static void parkUntil(BooleanSupplier over) {
    parkUntil(over, ENDLESS);
  }

  /**
   * Parks until something is over, for some time at most.
   *
   * @param over becomes true before the thread is unparked
   * @param nanos the time in nanoseconds, {@link Long#MAX_VALUE} for no limit
   * @throws CancellationException if the thread is or gets interrupted; the flag stays set
   */
  public static void parkUntil(BooleanSupplier over, long nanos) {
    long start = System.nanoTime();
    checkInterrupt();
    long left = nanos;
    while (left > 0 && !over.getAsBoolean()) {
      park(over, left);
      checkInterrupt();
      left = nanos == ENDLESS ? ENDLESS : nanos - (System.nanoTime() - start);
    }
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the thread was interrupted while the flow was paused");
    }
  }

  /**
   * Parks until something is over, interrupted or not.
   *
   * @param over becomes true before the thread is unparked
   */
  public static void parkToEnd(BooleanSupplier over) {
    boolean interrupted = false;
    while (!over.getAsBoolean()) {
      park(over, ENDLESS);
      // Parking returns at once as long as the flag is set.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Parks until the thread is unparked or interrupted, or for no reason. */
  private static void park(BooleanSupplier over, long nanos) {
    Parker parker = new Parker(over, nanos);
    if (Thread.currentThread() instanceof ForkJoinWorkerThread) {
      try {
        ForkJoinPool.managedBlock(parker);
        return;
      } catch (RejectedExecutionException noMoreWorkers) {
        // The pool has as many as it may; it must do with one less.
      } catch (InterruptedException impossible) {
        throw new AssertionError(impossible);
      }
    }
    parker.block();
  }

  @Override
  public boolean block() {
    if (over.getAsBoolean()) {
      return true;
    }
    if (nanos == ENDLESS) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return over.getAsBoolean();
  }
}
