package dev.stageflow.flink;

import dev.stageflow.TimedExecutor;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * The event loop of an operator's runs: its task's mailbox, and its processing time. All slices are
 * made by the task's thread. They are kept in a queue of their own, in which a mail finds the next
 * one: the mailbox takes no more mails before the operator is closed, and runs have to be closed by
 * slices then.
 */
final class MailboxLoop implements TimedExecutor {
  private final MailboxExecutor mailbox;
  private final ProcessingTimeService time;

  /** Called after a slice that was mailed; what it throws fails the task. */
  private final ThrowingRunnable<Exception> afterSlice;

  private final Thread task = Thread.currentThread();
  private final BlockingQueue<Runnable> slices = new LinkedBlockingQueue<>();

  /** Whether the next slice is made within the call. For the task's thread alone. */
  private boolean atOnce;

  /** Makes the loop of the task whose thread this is. */
  MailboxLoop(
      MailboxExecutor mailbox, ProcessingTimeService time, ThrowingRunnable<Exception> afterSlice) {
    this.mailbox = mailbox;
    this.time = time;
    this.afterSlice = afterSlice;
  }

  /** Starts a run, and makes its first slice within this call. For the task's thread. */
  <T> T start(Supplier<T> starter) {
    atOnce = true;
    try {
      return starter.get();
    } finally {
      atOnce = false;
    }
  }

  @Override
  public void execute(Runnable slice) {
    // Other threads, which complete what a run waits for, must not look at the flag.
    if (Thread.currentThread() == task && atOnce) {
      atOnce = false;
      slice.run();
      return;
    }
    slices.add(slice);
    try {
      mailbox.execute(this::makeSlice, "a slice of a flow");
    } catch (RejectedExecutionException closed) {
      // The operator is closed next, and makes the slices that are left.
    }
  }

  private void makeSlice() throws Exception {
    Runnable slice = slices.poll();
    if (slice != null) {
      slice.run();
      afterSlice.run();
    }
  }

  /** Lets the task make a slice, or other mail of this operator, and waits for one. */
  void awaitMail() throws InterruptedException {
    mailbox.yield();
  }

  /**
   * Makes slices without the mailbox until something is so. Waits for it even if the thread is
   * interrupted, as that of a cancelled task is, and leaves it interrupted then.
   */
  void makeSlicesUntil(BooleanSupplier done) {
    boolean interrupted = false;
    while (!done.getAsBoolean()) {
      try {
        slices.take().run();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Future<?> executeAfter(long nanos, Runnable action) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos - 1) + 1;
    return time.registerTimer(time.getCurrentProcessingTime() + millis, now -> action.run());
  }

  @Override
  public long nanoTime() {
    return time.getClock().relativeTimeNanos();
  }
}
