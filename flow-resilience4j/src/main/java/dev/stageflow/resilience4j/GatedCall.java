package dev.stageflow.resilience4j;

import dev.stageflow.function.StageSupplier;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A call at a gate, or an item that passes it. It is also what its caller gets: however it
 * completes, by the call, by a cancel or by a timeout of its caller's, what it has taken is given
 * back or reported once.
 */
final class GatedCall<T extends @Nullable Object> extends CompletableFuture<T> {

  /**
   * What the breaker is owed.
   *
   * <pre>
   * WAITING -> PERMITTED   the breaker permits the call
   * PERMITTED -> WAITING   it opened before the call's turn came
   * PERMITTED -> CALLED    the call is made: its end is to be reported
   * any -> OVER            the call's end is reported, or its permission released
   * </pre>
   */
  private enum Phase {
    WAITING,
    PERMITTED,
    CALLED,
    OVER
  }

  private final @Nullable RateLimiter limiter;
  private final @Nullable BreakerQueue breaker;
  private final Resumption resumption;
  private final int permits;

  /** Null if only the item passes. */
  private final @Nullable StageSupplier<? extends @Nullable CompletionStage<? extends T>> call;

  private final @Nullable T item;

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WAITING);

  /** When the call was made, by the breaker's clock: written before the phase says so. */
  private long start;

  // Each is written before it is asked whether this has completed, and read after it has. So one
  // side or the other cancels it.

  private volatile @Nullable Future<?> turn;
  private volatile @Nullable CompletionStage<?> underWay;

  private GatedCall(
      Gate gate,
      int permits,
      @Nullable StageSupplier<? extends @Nullable CompletionStage<? extends T>> call,
      @Nullable T item) {
    this.limiter = gate.limiter();
    this.breaker = gate.breaker();
    this.resumption = gate.resumption();
    this.permits = permits;
    this.call = call;
    this.item = item;
  }

  static <T extends @Nullable Object> GatedCall<T> of(
      Gate gate,
      int permits,
      StageSupplier<? extends @Nullable CompletionStage<? extends T>> call) {
    return new GatedCall<>(gate, permits, call, null);
  }

  static <T> GatedCall<T> passing(Gate gate, T item) {
    return new GatedCall<>(gate, 1, null, item);
  }

  /** Comes to the gate, and returns itself. */
  GatedCall<T> entered() {
    CompletableFuture<T> unused = whenComplete((result, failure) -> leave(failure));
    enter();
    return this;
  }

  Resumption resumption() {
    return resumption;
  }

  private void enter() {
    try {
      if (breaker == null ? permit() : breaker.enter(this)) {
        proceed();
      }
    } catch (Throwable thrown) {
      completeExceptionally(thrown);
    }
  }

  /** Takes the breaker's permission; false if it is not wanted any more. */
  boolean permit() {
    return phase.compareAndSet(Phase.WAITING, Phase.PERMITTED);
  }

  /** Waits for its turn, once the breaker permits the call. */
  void proceed() {
    if (isDone()) {
      return;
    }
    try {
      long nanos = limiter == null ? 0 : limiter.reservePermission(permits);
      if (limiter != null && nanos < 0) {
        throw RequestNotPermitted.createRequestNotPermitted(limiter);
      }
      if (nanos == 0) {
        make();
        return;
      }
      turn = resumption.resumeAfter(nanos, this::haveTurn, this::completeExceptionally);
      if (isDone()) {
        cancel(turn);
      }
    } catch (Throwable thrown) {
      completeExceptionally(thrown);
    }
  }

  private void haveTurn() {
    // What an open breaker has permitted before is void: nothing is to be released.
    if (breaker != null
        && breaker.isOpen()
        && phase.compareAndSet(Phase.PERMITTED, Phase.WAITING)) {
      enter();
    } else {
      make();
    }
  }

  private void make() {
    if (call == null) {
      complete(item);
      return;
    }
    start = breaker == null ? 0 : breaker.time();
    if (!phase.compareAndSet(Phase.PERMITTED, Phase.CALLED)) {
      return;
    }
    try {
      CompletionStage<? extends T> stage = call.get();
      if (stage == null) {
        settle(null, null);
        return;
      }
      underWay = stage;
      stage.whenComplete(this::settle);
      if (isDone()) {
        cancelCall();
      }
    } catch (Throwable thrown) {
      settle(null, thrown);
    }
  }

  /** The call's end: what it is reported to knows of it before the flow goes on. */
  private void settle(@Nullable T result, @Nullable Throwable failure) {
    Throwable end = unwrapped(failure);
    if (phase.compareAndSet(Phase.CALLED, Phase.OVER)) {
      end = report(result, end);
    }
    if (end == null) {
      complete(result);
    } else {
      completeExceptionally(end);
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Returns the failure, or what the user's predicates threw where there is none. */
  private @Nullable Throwable report(@Nullable T result, @Nullable Throwable failure) {
    try {
      if (failure instanceof CancellationException) {
        release();
        return failure;
      }
      if (breaker != null) {
        breaker.report(start, result, failure);
      }
      if (limiter != null) {
        if (failure == null) {
          limiter.onResult(result);
        } else {
          limiter.onError(failure);
        }
      }
      return failure;
    } catch (Throwable thrown) {
      if (failure == null) {
        return thrown;
      }
      if (failure != thrown) {
        failure.addSuppressed(thrown);
      }
      return failure;
    }
  }

  /** This has completed. Unless by the call itself, it is given up. */
  private void leave(@Nullable Throwable failure) {
    switch (phase.getAndSet(Phase.OVER)) {
      case WAITING -> {
        if (breaker != null) {
          breaker.leave(this);
        }
      }
      case PERMITTED -> release();
      case CALLED -> {
        Throwable end = failure == null ? new CancellationException() : failure;
        Throwable unused = report(null, end);
        cancelCall();
      }
      case OVER -> {}
    }
    cancel(turn);
  }

  private void release() {
    if (breaker != null) {
      breaker.release();
    }
  }

  private static void cancel(@Nullable Future<?> future) {
    if (future != null) {
      future.cancel(true);
    }
  }

  private void cancelCall() {
    CompletionStage<?> called = underWay;
    if (called == null) {
      return;
    }
    CompletableFuture<?> cancellable;
    try {
      cancellable = called.toCompletableFuture();
    } catch (UnsupportedOperationException uncancellable) {
      return;
    }
    cancellable.cancel(true);
  }
}
