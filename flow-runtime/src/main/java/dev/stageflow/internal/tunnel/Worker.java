package dev.stageflow.internal.tunnel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A job that is done on an executor's threads, in turns of which one is made at a time, and that
 * can be interrupted. The interrupt reaches the job alone: never what a pool's thread does next.
 *
 * <p>A turn is made at most once, however often the executor runs it, and can be withdrawn until it
 * begins: some executors never run it.
 */
public final class Worker {
  /** How long what was cancelled may take to return before it is interrupted. */
  private static final int SECONDS_TO_RETURN = 5;

  private final Executor executor;
  private final String name;
  private final Runnable job;

  /** The last one that was submitted; used by the thread that submits them. */
  private @Nullable Turn last;

  /** The thread that is in an interruptible part of the job; guarded by this. */
  private @Nullable Thread thread;

  /** Whether it has been asked to stop; guarded by this. */
  private boolean interrupted;

  /**
   * Makes a worker that has nothing to do yet.
   *
   * @param executor runs the turns
   * @param name what a thread dump shows, where the thread is one of {@link Workers}
   * @param job what is done in a turn
   */
  public Worker(Executor executor, String name, Runnable job) {
    this.executor = executor;
    this.name = name;
    this.job = job;
  }

  /**
   * Submits a turn. Called by one thread at a time, after the turn before has ended.
   *
   * @throws RuntimeException what the executor throws if it rejects the turn
   */
  public void submit() {
    Turn turn = new Turn();
    last = turn;
    try {
      executor.execute(turn);
    } catch (Throwable rejected) {
      if (turn.take()) {
        throw rejected;
      }
      // An executor that rejects what it runs anyway has run it.
    }
  }

  /**
   * Withdraws the turn that was submitted last. For the thread that submits them.
   *
   * @return true if it has not begun, and never will; false if it has begun, or has ended
   */
  public boolean withdraw() {
    Turn turn = last;
    return turn != null && turn.take();
  }

  /**
   * The thread that sets it has the right to run the turn; if none sets it, the turn does not run.
   */
  private final class Turn extends AtomicBoolean implements Runnable {
    private static final long serialVersionUID = 1L;

    boolean take() {
      return compareAndSet(false, true);
    }

    @Override
    public void run() {
      if (take()) {
        if (executor == Workers.shared()) {
          Workers.named(name, job);
        } else {
          job.run();
        }
      }
    }
  }

  /**
   * Does a part of the job that {@link #interrupt()} may interrupt. For the turn.
   *
   * @param part the part, which throws nothing
   * @return what it returns
   */
  public boolean interruptibly(BooleanSupplier part) {
    synchronized (this) {
      thread = Thread.currentThread();
      if (interrupted) {
        thread.interrupt();
      }
    }
    try {
      return part.getAsBoolean();
    } finally {
      synchronized (this) {
        thread = null;
        if (interrupted) {
          // What comes next, such as closing, is not to be interrupted.
          Thread.interrupted();
        }
      }
    }
  }

  /** Interrupts the job, now or when it next can be. */
  public synchronized void interrupt() {
    interrupted = true;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Interrupts the job some seconds after it was cancelled, unless it has ended by then. */
  void interruptIfLate(CompletableFuture<Void> ended) {
    CompletionStage<Void> inTime =
        ended.thenRun(() -> {}).orTimeout(SECONDS_TO_RETURN, TimeUnit.SECONDS);
    inTime.whenCompleteAsync(
        (done, late) -> {
          if (late != null) {
            interrupt();
          }
        },
        Workers.shared());
  }
}
