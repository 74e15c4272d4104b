package dev.stageflow;

import dev.stageflow.function.StageFunction;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often, when, and after which failures a stage is tried again. Immutable: each {@code with}
 * method gives another policy.
 *
 * <pre>{@code
 * RetryPolicy policy = RetryPolicy.of(5).withBackoff(Duration.ofMillis(50)).on(IOException.class);
 * }</pre>
 *
 * <p>The pause before a try is twice as long as the one before it, up to a maximum, and with jitter
 * a random part of that: so those who failed together do not come back together. (Marc Brooker,
 * "Exponential Backoff And Jitter", AWS Architecture Blog, 2015, calls it full jitter.)
 *
 * @param times how often a call is tried again after it has failed, at least 1
 * @param backoff the pause before the first further try, without jitter; zero lets only other
 *     events of the loop run
 * @param maxBackoff the longest pause, not shorter than the first
 * @param jitter whether a pause is a random part of its length, from none to all of it
 * @param exceptions what is tried again: failures of these types and their subtypes
 * @param told gives the pause after a failure that says how long to wait; null for the backoff
 */
public record RetryPolicy(
    int times,
    Duration backoff,
    Duration maxBackoff,
    boolean jitter,
    List<Class<? extends Throwable>> exceptions,
    StageFunction<Throwable, Duration> told) {

  private static final Duration BACKOFF = Duration.ofMillis(100);
  private static final Duration MAX_BACKOFF = Duration.ofSeconds(20);

  private static final StageFunction<Throwable, Duration> NOTHING_TOLD = failure -> null;

  /** As many nanoseconds as can be drawn from, which is centuries. */
  private static final long MOST_NANOS = Long.MAX_VALUE - 1;

  /**
   * Checks and copies.
   *
   * @param times how often a call is tried again after it has failed, at least 1
   * @param backoff the pause before the first further try, without jitter; zero lets only other
   *     events of the loop run
   * @param maxBackoff the longest pause, not shorter than the first
   * @param jitter whether a pause is a random part of its length, from none to all of it
   * @param exceptions what is tried again: failures of these types and their subtypes
   * @param told gives the pause after a failure that says how long to wait; null for the backoff
   * @throws IllegalArgumentException if there is no further try, a pause is negative, the longest
   *     is shorter than the first, or the exceptions are none or name {@link PauseFlow}
   */
  public RetryPolicy {
    if (times < 1) {
      throw new IllegalArgumentException("a retry must be made at least once, not " + times);
    }
    if (backoff.isNegative()) {
      throw new IllegalArgumentException("a backoff must not be negative: " + backoff);
    }
    if (maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException(
          "the longest backoff, " + maxBackoff + ", is shorter than the first, " + backoff);
    }
    Objects.requireNonNull(told, "told");
    exceptions = List.copyOf(exceptions);
    if (exceptions.isEmpty()) {
      throw new IllegalArgumentException("a retry must name the exceptions that it is for");
    }
    if (exceptions.contains(PauseFlow.class)) {
      throw new IllegalArgumentException("a pause is no failure: PauseFlow cannot be retried");
    }
  }

  /**
   * Tries again after any {@link Exception}: first after up to 100 milliseconds, at the most after
   * 20 seconds, with jitter.
   *
   * @param times how often a call is tried again after it has failed, at least 1
   * @return the policy
   * @throws IllegalArgumentException if that is less than 1
   */
  public static RetryPolicy of(int times) {
    return new RetryPolicy(
        times, BACKOFF, MAX_BACKOFF, true, List.of(Exception.class), NOTHING_TOLD);
  }

  /**
   * Sets how often a call is tried again after it has failed.
   *
   * @param times the number of further tries, at least 1
   * @return another policy
   * @throws IllegalArgumentException if that is less than 1
   */
  public RetryPolicy withTimes(int times) {
    return new RetryPolicy(times, backoff, maxBackoff, jitter, exceptions, told);
  }

  /**
   * Sets the pause before the first further try; if it is longer than the longest one, that too.
   *
   * @param backoff the pause, without jitter; zero lets only other events of the loop run
   * @return another policy
   * @throws IllegalArgumentException if the pause is negative
   */
  public RetryPolicy withBackoff(Duration backoff) {
    Duration longest = maxBackoff.compareTo(backoff) < 0 ? backoff : maxBackoff;
    return new RetryPolicy(times, backoff, longest, jitter, exceptions, told);
  }

  /**
   * Sets the longest pause.
   *
   * @param maxBackoff the pause, without jitter
   * @return another policy
   * @throws IllegalArgumentException if the pause is shorter than the first one
   */
  public RetryPolicy withMaxBackoff(Duration maxBackoff) {
    return new RetryPolicy(times, backoff, maxBackoff, jitter, exceptions, told);
  }

  /**
   * Sets whether a pause is a random part of its length.
   *
   * @param jitter true for a random part, false for all of it
   * @return another policy
   */
  public RetryPolicy withJitter(boolean jitter) {
    return new RetryPolicy(times, backoff, maxBackoff, jitter, exceptions, told);
  }

  /**
   * Sets what is tried again.
   *
   * @param exceptions failures of these types and their subtypes
   * @return another policy
   * @throws IllegalArgumentException if there are none, or one is {@link PauseFlow}
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final RetryPolicy on(Class<? extends Throwable>... exceptions) {
    return new RetryPolicy(times, backoff, maxBackoff, jitter, Arrays.asList(exceptions), told);
  }

  /**
   * Sets how long to wait after failures that say so, as an answer with {@code Retry-After} does.
   * Such a pause has no jitter and no maximum. Of several types that fit one failure, the one that
   * was set last counts.
   *
   * @param failure the failures' type
   * @param delay gives the pause before the next try, less than zero is zero; null where the
   *     failure does not say, for the backoff. What it throws ends the run; it must not pause
   * @param <E> the failures' type
   * @return another policy
   */
  public <E extends Throwable> RetryPolicy withDelay(
      Class<E> failure, StageFunction<? super E, ? extends Duration> delay) {
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(delay, "delay");
    StageFunction<Throwable, Duration> others = told;
    return new RetryPolicy(
        times,
        backoff,
        maxBackoff,
        jitter,
        exceptions,
        thrown ->
            failure.isInstance(thrown) ? delay.apply(failure.cast(thrown)) : others.apply(thrown));
  }

  /**
   * Returns whether a call is tried again after a failure; never after a {@link PauseFlow}.
   *
   * @param failure what the call threw
   * @return true if it is
   */
  public boolean covers(Throwable failure) {
    return !(Objects.requireNonNull(failure, "failure") instanceof PauseFlow)
        && exceptions.stream().anyMatch(type -> type.isInstance(failure));
  }

  /**
   * Returns the pause before a further try; with jitter another one each time.
   *
   * @param retry which of the further tries, counted from 1
   * @return the pause, not negative
   * @throws IllegalArgumentException if the count is less than 1
   */
  public Duration delay(int retry) {
    if (retry < 1) {
      throw new IllegalArgumentException("further tries are counted from 1, not " + retry);
    }
    long longest = nanos(maxBackoff);
    long first = nanos(backoff);
    int doublings = Math.min(retry - 1, Long.SIZE - 2);
    long whole = first > longest >> doublings ? longest : first << doublings;
    return Duration.ofNanos(jitter ? ThreadLocalRandom.current().nextLong(whole + 1) : whole);
  }

  /**
   * Returns the pause before a further try: what the failure says, else the backoff.
   *
   * @param retry which of the further tries, counted from 1
   * @param failure what the call threw
   * @return the pause, not negative
   * @throws IllegalArgumentException if the count is less than 1
   * @throws Exception what finding out throws
   */
  public Duration delay(int retry, Throwable failure) throws Exception {
    Duration asTold = told.apply(failure);
    if (asTold == null) {
      return delay(retry);
    }
    return asTold.isNegative() ? Duration.ZERO : asTold;
  }

  private static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(MOST_NANOS)) < 0 ? duration.toNanos() : MOST_NANOS;
  }
}
