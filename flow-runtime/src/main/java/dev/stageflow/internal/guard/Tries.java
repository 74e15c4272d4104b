package dev.stageflow.internal.guard;

import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageSupplier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often a call has failed that is tried again. Kept by the frame that makes the call, for one
 * item at a time.
 */
final class Tries {

  /** How many failures are kept, so that a call that is tried for hours does not fill the heap. */
  private static final int MOST_KEPT = 5;

  private final StageSupplier<RetryPolicy> policies;
  private final List<Throwable> failures = new ArrayList<>(1);
  private int failed;

  /** That of the call in hand; null until it has failed. */
  private @Nullable RetryPolicy policy;

  /**
   * Makes a count of none.
   *
   * @param policies how often, when, and after which failures a call is tried again that has failed
   */
  Tries(StageSupplier<RetryPolicy> policies) {
    this.policies = Objects.requireNonNull(policies, "policies");
  }

  /**
   * Counts a try that has failed.
   *
   * @param failure what it threw
   * @return the pause before the next try; null if there is none: the failures of the tries before
   *     it are then suppressed into its own. They stay counted, as a run that is saved before the
   *     failure is recovered makes the call again, and not all of its tries
   * @throws Exception what finding out the policy, or how long to wait, throws, with the failures
   *     suppressed
   */
  @Nullable PauseFlow again(Throwable failure) throws Exception {
    RetryPolicy current = policy(failure);
    if (failed >= current.times() || !current.covers(failure)) {
      suppressInto(failure);
      return null;
    }
    failed++;
    if (failures.size() < MOST_KEPT) {
      failures.add(failure);
    }
    return PauseFlow.after(delay(current, failure));
  }

  private RetryPolicy policy(Throwable failure) throws Exception {
    RetryPolicy known = policy;
    if (known != null) {
      return known;
    }
    try {
      RetryPolicy given =
          Objects.requireNonNull(policies.get(), "what gives the policy of a retry gave null");
      policy = given;
      return given;
    } catch (PauseFlow pause) {
      throw new IllegalStateException("what gives the policy of a retry must not pause", pause);
    } catch (Throwable thrown) {
      GuardedCall.suppress(failure, thrown);
      throw thrown;
    }
  }

  private Duration delay(RetryPolicy current, Throwable failure) throws Exception {
    try {
      return current.delay(failed, failure);
    } catch (PauseFlow pause) {
      throw new IllegalStateException("what gives the delay of a retry must not pause", pause);
    } catch (Throwable thrown) {
      suppressInto(thrown);
      throw thrown;
    }
  }

  private void suppressInto(Throwable failure) {
    for (Throwable earlier : failures) {
      GuardedCall.suppress(earlier, failure);
    }
    if (failed > failures.size()) {
      GuardedCall.suppress(new MoreTries(failed - failures.size()), failure);
    }
    failures.clear();
  }

  /** Counts none any more: the call has succeeded, is recovered, or its item is given up. */
  void end() {
    failures.clear();
    failed = 0;
    policy = null;
  }

  /** Restores how often the current call had failed when the run was saved. */
  void restore(int count) {
    failed = count;
  }

  /** Returns how often the current call has failed. */
  int failed() {
    return failed;
  }

  /** Stands for the failures that are not kept. */
  private static final class MoreTries extends Exception {
    private static final long serialVersionUID = 1L;

    MoreTries(int count) {
      super("and " + count + " more tries that failed", null, false, false);
    }
  }
}
