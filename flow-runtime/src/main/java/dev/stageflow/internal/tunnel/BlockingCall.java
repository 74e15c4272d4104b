package dev.stageflow.internal.tunnel;

import org.jspecify.annotations.Nullable;

/**
 * A call on a worker thread that its run may give up. An operation within it may have a cancel of
 * its own, such as a statement's, which then takes the place of the interrupt: on a virtual thread
 * an interrupt closes the socket that is read from, so that a database never hears of the cancel.
 */
public final class BlockingCall {
  private static final ThreadLocal<@Nullable BlockingCall> CURRENT = new ThreadLocal<>();

  // Guarded by this.

  private boolean givenUp;
  private @Nullable Cancel<?> cancel;

  /** Makes a call that has not begun. */
  public BlockingCall() {}

  /** Cancels an operation, from any thread. Does nothing once the operation has ended. */
  @FunctionalInterface
  public interface Cancel<X extends Exception> {

    /** Cancels the operation, which may not have begun. */
    void cancel() throws X;
  }

  /** An operation that blocks. */
  @FunctionalInterface
  public interface Operation<T, X extends Exception> {

    /** Runs it. */
    T make() throws X;
  }

  /** Makes the call, on its worker's thread. */
  public <T, X extends Exception> T make(Operation<T, X> call) throws X {
    CURRENT.set(this);
    try {
      return call.make();
    } finally {
      CURRENT.remove();
    }
  }

  /**
   * Gives the call up. An operation that begins later is cancelled before.
   *
   * @return cancels the operation that the call is in; null if it is in none, and is to be
   *     interrupted
   */
  public synchronized @Nullable Cancel<?> giveUp() {
    givenUp = true;
    return cancel;
  }

  /**
   * Runs an operation that has a cancel of its own, on any thread.
   *
   * @param cancel has effect if this thread makes a call of a run's, and the run gives that up
   */
  public static <T, X extends Exception> T cancelledBy(Cancel<X> cancel, Operation<T, X> operation)
      throws X {
    BlockingCall call = CURRENT.get();
    if (call == null) {
      return operation.make();
    }
    Cancel<?> outer = call.replace(cancel);
    try {
      if (call.isGivenUp()) {
        cancel.cancel();
      }
      return operation.make();
    } finally {
      call.replace(outer);
    }
  }

  private synchronized @Nullable Cancel<?> replace(@Nullable Cancel<?> next) {
    Cancel<?> before = cancel;
    cancel = next;
    return before;
  }

  private synchronized boolean isGivenUp() {
    return givenUp;
  }
}
