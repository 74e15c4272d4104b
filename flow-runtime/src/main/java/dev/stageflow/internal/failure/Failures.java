package dev.stageflow.internal.failure;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is done with the exceptions that end a run. */
public final class Failures {

  /** How many exceptions one may have suppressed, including those that others added. */
  private static final int MOST_SUPPRESSED = 32;

  private Failures() {}

  /**
   * Lets a run end with the very exception that a stage threw, checked or not.
   *
   * @param failure what to throw
   * @param <X> what the compiler takes it for
   * @return nothing; it is declared so that the caller can write {@code throw}
   * @throws X the failure itself
   */
  @SuppressWarnings("unchecked")
  public static <X extends Throwable> RuntimeException same(Throwable failure) throws X {
    throw (X) failure;
  }

  /**
   * Makes one failure of two.
   *
   * @return the first one, with the second suppressed; the other one where one is null
   */
  public static @Nullable Throwable both(@Nullable Throwable first, @Nullable Throwable second) {
    if (first == null || second == null) {
      return first == null ? second : first;
    }
    if (first != second && !suppress(second, first)) {
      report(second);
    }
    return first;
  }

  /**
   * Suppresses a failure into another one.
   *
   * @return false if that holds so many already that it is likely to end one run after the other,
   *     and would grow forever
   */
  public static boolean suppress(Throwable suppressed, Throwable failure) {
    if (failure.getSuppressed().length >= MOST_SUPPRESSED) {
      return false;
    }
    failure.addSuppressed(suppressed);
    return true;
  }

  /**
   * Completes a future with a failure. Where the JDK wraps that for a dependent of the future, it
   * asks it for its text; what is thrown then goes to where a thread's own failures go, and the
   * other dependents hear all the same.
   *
   * @return whether the future had not been complete
   */
  public static boolean fail(CompletableFuture<?> future, Throwable failure) {
    boolean taken = false;
    while (true) {
      try {
        return future.completeExceptionally(failure) || taken;
      } catch (Throwable indescribable) {
        // Some dependents may be left; each of them has its turn once.
        taken = true;
        report(indescribable);
      }
    }
  }

  /**
   * Hands a failure that nobody asked for to the place where the thread's own failures go. What the
   * handler throws is ignored, as the virtual machine does.
   */
  public static void report(Throwable failure) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    } catch (Throwable ignored) {
      // As the contract of the handler says.
    }
  }
}
