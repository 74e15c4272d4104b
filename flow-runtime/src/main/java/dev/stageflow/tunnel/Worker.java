package dev.stageflow.tunnel;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A job that is done on an executor's threads, in turns of which one is made at a time, and that
 * can be interrupted. The interrupt reaches the job alone: never what a pool's thread does next.
 */
public final class Worker {
  private final Executor executor;
  private final String name;
  private final Runnable turn;

  /** The thread that is in an interruptible part of the job; guarded by this. */
  private @Nullable Thread thread;

  /** Whether it has been told to stop; guarded by this. */
  private boolean interrupted;

  /**
   * Makes a worker that has nothing to do yet.
   *
   * @param executor runs the turns
   * @param name what a thread dump shows, where the thread is one of {@link Workers}
   * @param turn what is done in a turn
   */
  public Worker(Executor executor, String name, Runnable turn) {
    this.executor = executor;
    this.name = name;
    this.turn = turn;
  }

  /**
   * Submits a turn.
   *
   * @throws RuntimeException what the executor throws if it rejects the turn
   */
  public void submit() {
    submit(executor);
  }

  /** Submits a turn where none is rejected: what is open must be closed somewhere. */
  public void submitAnyway() {
    submit(Workers.shared());
  }

  private void submit(Executor chosen) {
    chosen.execute(chosen == Workers.shared() ? this::namedTurn : turn);
  }

  private void namedTurn() {
    Thread current = Thread.currentThread();
    String before = current.getName();
    current.setName(name);
    try {
      turn.run();
    } finally {
      current.setName(before);
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
}
