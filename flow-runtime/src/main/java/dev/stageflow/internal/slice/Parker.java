package dev.stageflow.internal.slice;

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
   * Parks until the thread is unparked or interrupted, or for no reason.
   *
   * @param over becomes true before the thread is unparked; if it is true, the thread is not parked
   */
  public static void park(BooleanSupplier over) {
    park(over, ENDLESS);
  }

  /**
   * Parks for some time at most.
   *
   * @param over becomes true before the thread is unparked; if it is true, the thread is not parked
   * @param nanos the time in nanoseconds, {@link Long#MAX_VALUE} for no limit
   */
  public static void park(BooleanSupplier over, long nanos) {
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
