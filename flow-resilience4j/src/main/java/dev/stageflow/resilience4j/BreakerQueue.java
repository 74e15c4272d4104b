package dev.stageflow.resilience4j;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait until a circuit breaker permits them, in the order in which they came. Only
 * the first one asks it: when the breaker changes its state, when another call has ended, and when
 * its wait duration has passed.
 */
final class BreakerQueue {

  /** The longest delay between two tries. */
  private static final long MOST_MILLIS = TimeUnit.DAYS.toMillis(1);

  private final CircuitBreaker breaker;
  private final Queue<GatedCall<?>> waiting = new ConcurrentLinkedQueue<>();

  /** How often it was asked to serve and has not: who raises it from zero serves for all. */
  private final AtomicInteger requests = new AtomicInteger();

  /** When the breaker opened last, as far as is known. */
  private volatile Instant opened;

  /** The call whose resumption has the next try made at some time; null if none has. */
  private volatile @Nullable GatedCall<?> timed;

  /** Ends with the next try. Plain: only who serves touches it. */
  private @Nullable Future<?> timer;

  private BreakerQueue(CircuitBreaker breaker) {
    this.breaker = breaker;
    this.opened = now();
  }

  /** Makes the queue at a breaker, which keeps it. */
  static BreakerQueue of(CircuitBreaker breaker) {
    BreakerQueue queue = new BreakerQueue(breaker);
    breaker.getEventPublisher().onStateTransition(queue::changed);
    return queue;
  }

  private void changed(CircuitBreakerOnStateTransitionEvent event) {
    if (event.getStateTransition().getToState() == State.OPEN) {
      opened = now();
    }
    wake();
  }

  private Instant now() {
    return breaker.getCircuitBreakerConfig().getClock().instant();
  }

  /** Returns the time, as the breaker measures durations. */
  long time() {
    return breaker.getCurrentTimestamp();
  }

  boolean isOpen() {
    State state = breaker.getState();
    return state == State.OPEN || state == State.FORCED_OPEN;
  }

  /** Returns whether a call is permitted; else it waits, and its resumption goes on with it. */
  boolean enter(GatedCall<?> call) {
    if (waiting.isEmpty() && breaker.tryAcquirePermission()) {
      if (call.permit()) {
        return true;
      }
      release();
      return false;
    }
    waiting.add(call);
    if (call.isDone()) {
      leave(call);
    } else if (waiting.peek() == call) {
      serve();
    }
    return false;
  }

  /** A call does not wait any more: the next one has its own resumption make the next try. */
  void leave(GatedCall<?> call) {
    if (waiting.remove(call) && timed == call) {
      serve();
    }
  }

  /** Gives a permission back. */
  void release() {
    breaker.releasePermission();
    wake();
  }

  /**
   * Reports a call.
   *
   * @param start when it was made
   * @param result its result, if it did not fail
   * @param failure its failure
   */
  void report(long start, @Nullable Object result, @Nullable Throwable failure) {
    long duration = time() - start;
    try {
      if (failure == null) {
        breaker.onResult(duration, breaker.getTimestampUnit(), result);
      } else {
        breaker.onError(duration, breaker.getTimestampUnit(), failure);
      }
    } finally {
      wake(); // a failure that the breaker ignores has released its permission
    }
  }

  private void wake() {
    if (!waiting.isEmpty()) {
      serve();
    }
  }

  /**
   * Lets calls go on as far as they are permitted; never two threads at once, nor within itself.
   */
  private void serve() {
    if (requests.getAndIncrement() != 0) {
      return;
    }
    int served = 1;
    do {
      serveWaiting();
      served = requests.addAndGet(-served);
    } while (served != 0);
  }

  private void serveWaiting() {
    GatedCall<?> first = waiting.peek();
    while (first != null) {
      try {
        if (breaker.tryAcquirePermission()) {
          permitNext();
        } else {
          tryLater(first);
          // One that has left meanwhile might have nothing more made.
          if (waiting.peek() == first) {
            return;
          }
        }
      } catch (RuntimeException | Error thrown) {
        waiting.remove(first);
        first.completeExceptionally(thrown);
      }
      first = waiting.peek();
    }
    stopTimer();
  }

  private void permitNext() {
    GatedCall<?> next = waiting.poll();
    if (next == null || !next.permit()) {
      breaker.releasePermission();
      return;
    }
    next.resumption().resume(next::proceed, next::completeExceptionally);
  }

  private void tryLater(GatedCall<?> first) {
    if (timed == first || breaker.getState() == State.FORCED_OPEN) {
      return;
    }
    stopTimer();
    long delay = TimeUnit.MILLISECONDS.toNanos(millisToNextTry());
    timed = first;
    try {
      timer =
          first
              .resumption()
              .resumeAfter(
                  delay,
                  () -> tryAgain(first),
                  rejection -> {
                    first.completeExceptionally(rejection);
                    tryAgain(first);
                  });
    } catch (RuntimeException | Error rejection) {
      timed = null;
      throw rejection;
    }
  }

  /** The breaker permits calls when its clock is past its wait, as it was when it opened first. */
  private long millisToNextTry() {
    long configured =
        breaker.getCircuitBreakerConfig().getWaitIntervalFunctionInOpenState().apply(1);
    long wait = Math.max(1, Math.min(configured, MOST_MILLIS));
    long left = Duration.between(now(), opened.plusMillis(wait + 1)).toMillis();
    return left > 0 ? left : wait;
  }

  private void tryAgain(GatedCall<?> first) {
    if (timed == first) {
      timed = null;
    }
    serve();
  }

  private void stopTimer() {
    Future<?> started = timer;
    if (started != null) {
      timer = null;
      started.cancel(false);
      timed = null;
    }
  }
}
