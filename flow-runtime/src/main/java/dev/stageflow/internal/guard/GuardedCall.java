package dev.stageflow.internal.guard;

import dev.stageflow.FlowIterator;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.SavedRunException;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.source.Sources;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The call of a stage with its timeout, its retries and its recoveries. Kept by the frame that
 * makes the call, for one item at a time.
 *
 * <p>The frame stays at the call's step until there is a result: like any call, this one pauses
 * before a further try, and is then made again.
 *
 * @param <T> the type of what the call gives
 */
public final class GuardedCall<T> {
  private final String stage;
  private final StageFunction<? super FlowStack, ? extends T> call;
  private final Recoveries<T> recoveries = new Recoveries<>();

  /** Null if the call may take any time. */
  private @Nullable Deadline deadline;

  /** Null if the call is never retried. */
  private @Nullable Tries tries;

  /** The failure that a recovery takes; null while there is none. */
  private @Nullable Throwable failure;

  /**
   * Whether the current source is a recovery's, whose own failures are not retried or recovered
   * from.
   */
  private boolean recovered;

  /**
   * Whether items of a source that has failed, or of its recovery, had gone on when the run was
   * saved: if the stage is called again, its source must fail again.
   */
  private boolean mustFail;

  /** Whether that failure is the call's timeout. */
  private boolean late;

  /** Whether a source that had to fail again was drained, so that nothing is left of it. */
  private boolean drained;

  /**
   * Makes a call that is made once.
   *
   * @param stage the stage's name
   * @param call calls the stage
   */
  public GuardedCall(String stage, StageFunction<? super FlowStack, ? extends T> call) {
    this.stage = stage;
    this.call = call;
  }

  /**
   * Gives the call a timeout, after which it fails with a {@link TimeoutException}.
   *
   * @param timeout how long it may take, more than zero
   * @return this call
   */
  public GuardedCall<T> timeout(Duration timeout) {
    deadline = new Deadline(stage, timeout);
    return this;
  }

  /**
   * Has the call tried again.
   *
   * @param policy how often, when, and after which failures
   * @return this call
   */
  public GuardedCall<T> retry(RetryPolicy policy) {
    Objects.requireNonNull(policy, "policy");
    return retry(() -> policy);
  }

  /**
   * Has the call retried by a policy that is determined when it has failed.
   *
   * @param policies gives the policy for all tries of one call, after the first has failed
   * @return this call
   */
  public GuardedCall<T> retry(StageSupplier<RetryPolicy> policies) {
    tries = new Tries(policies);
    return this;
  }

  /**
   * Has failures taken. Of two types that fit the more specific one counts.
   *
   * @param type their type
   * @param function gives what the stage would have given
   * @param <E> their type
   * @return this call
   */
  public <E extends Throwable> GuardedCall<T> recover(
      Class<E> type, StageBiFunction<? super FlowStack, ? super E, ? extends T> function) {
    recoveries.add(type, function);
    return this;
  }

  /**
   * Passes failures to a function, and its result to a sink: the item is dropped. Of two types that
   * fit the more specific one counts.
   *
   * @param type their type
   * @param function gives what goes to the sink, null for nothing
   * @param sink takes it; it may pause
   * @param dropped what the call then returns
   * @param <E> their type
   * @param <R> the type of what goes to the sink
   * @return this call
   */
  public <E extends Throwable, R> GuardedCall<T> recoverTo(
      Class<E> type,
      StageBiFunction<? super FlowStack, ? super E, ? extends R> function,
      Sink<? super R> sink,
      @Nullable T dropped) {
    return recover(type, new Rejection<E, R, T>(function, sink, dropped));
  }

  /**
   * Makes the call, or that of a recovery if it has failed.
   *
   * @param stack the stack that the frame is on
   * @return the result; null for nothing
   * @throws PauseFlow if it pauses, or is to be tried again
   * @throws Exception what the recovery throws, or the failure if none takes it
   */
  public @Nullable T call(FlowStack stack) throws Exception {
    T result = make(stack);
    end();
    return result;
  }

  /**
   * Does the same for a sequence, whose source may fail later: its tries are counted until then.
   *
   * @param stack the stack that the frame is on
   * @return the source; null for nothing
   * @throws PauseFlow if it pauses, or is to be tried again
   * @throws Exception what the recovery throws, or the failure if none takes it
   */
  public @Nullable T open(FlowStack stack) throws Exception {
    if (drained) {
      drained = false;
      return null;
    }
    T source = make(stack);
    if (source == null) {
      end();
    } else if (deadline != null) {
      deadline.end();
    }
    return source;
  }

  private @Nullable T make(FlowStack stack) throws Exception {
    if (failure == null) {
      T result = null;
      try {
        if (deadline != null && deadline.isOver() && !stack.hasResult()) {
          throw deadline.failure();
        }
        result = call.apply(stack);
      } catch (Throwable thrown) {
        PauseFlow pause = decideHere(stack, thrown);
        if (pause != null) {
          throw pause;
        }
      }
      if (failure == null) {
        if (mustFail) {
          throw walkToFailure(stack, result);
        }
        return result;
      }
      if (stack.isHalted()) {
        throw PauseFlow.until(Sources.SKIPPED);
      }
    }
    Throwable taken = Objects.requireNonNull(failure);
    try {
      T result = recoveries.recover(stack, taken);
      recovered = true;
      return result;
    } catch (Throwable thrown) {
      suppress(taken, thrown);
      throw thrown;
    }
  }

  /** Has a source fail again that was recovered; the frame in charge then comes back. */
  private PauseFlow walkToFailure(FlowStack stack, @Nullable T given) {
    if (!(given instanceof FlowIterator<?> source)) {
      throw hasNotFailed();
    }
    if (deadline != null) {
      deadline.end();
    }
    stack.push(new FailingSource(this, source, stack.topPosition()));
    return PauseFlow.until(Sources.SKIPPED);
  }

  /** The source has come to its end that was to fail again. */
  SavedRunException hasNotFailed() {
    return new SavedRunException(
        "The run was saved among the items of a @Recover of '"
            + stage
            + "', which did not fail again when it was called to go on");
  }

  /** The source was ended that was to fail again: there is nothing to go on with. */
  void drained() {
    drained = true;
  }

  /**
   * Decides what becomes of a failure that the frame has caught itself; it comes to the call's step
   * next.
   *
   * @param stack the stack that the frame is on
   * @param thrown what the stage threw
   * @throws Exception the failure, if nothing takes it
   */
  public void failed(FlowStack stack, Throwable thrown) throws Exception {
    PauseFlow pause = decideHere(stack, thrown);
    if (pause != null) {
      stack.pause(pause);
    }
  }

  private @Nullable PauseFlow decideHere(FlowStack stack, Throwable thrown) throws Exception {
    Throwable failed = failureOf(stack, thrown, Deadline.CALL);
    PauseFlow pause = decide(stack, failed, 0);
    stack.giveUp(failed);
    return pause;
  }

  /**
   * Lets the frame wait that has caught a pause of a call that may be given up; it comes to the
   * call's step next.
   *
   * @param stack the stack that the frame is on
   * @param pause what the stage threw
   */
  public void paused(FlowStack stack, PauseFlow pause) {
    if (deadline != null) {
      deadline.begin(stack, Deadline.CALL);
    }
    stack.pause(pause);
  }

  /**
   * Decides what becomes of the failure of a sequence's source, or of a pause that lasts too long.
   * The frame that walks it leaves the stack and is closed; the one that has called the sequence
   * comes to the call's step next.
   *
   * @param stack the stack that both frames are on
   * @param walking the frame that walks the source
   * @param thrown what the source threw
   * @param taken how many items have come; once there are any, the sequence is not tried again
   * @throws PauseFlow what the source threw, if the frame may wait
   * @throws Exception the failure, if nothing takes it
   */
  public void sourceFailed(FlowStack stack, Frame walking, Throwable thrown, long taken)
      throws Exception {
    if (recovered) {
      suppress(failure, thrown);
      throw Failures.<Exception>same(thrown);
    }
    Throwable failed = failureOf(stack, thrown, taken);
    PauseFlow pause = decide(stack, failed, taken);
    if (failed == thrown) {
      stack.closeFailed(walking, thrown);
    } else {
      stack.giveUpFrom(walking, failed);
    }
    if (pause != null) {
      stack.pause(pause);
    }
  }

  /**
   * Returns a frame that applies the timeout to a subflow.
   *
   * @param again has the frame that made the call come to its step next
   * @return a frame that stands below those of the subflow
   */
  public SubflowTimeout watch(Runnable again) {
    return new SubflowTimeout(this, recovered ? null : deadline, again);
  }

  /** Returns the failure; that of a pause which lasts too long. Throws one that may go on. */
  private Throwable failureOf(FlowStack stack, Throwable thrown, long taken) throws PauseFlow {
    if (!(thrown instanceof PauseFlow pause)) {
      return thrown;
    }
    if (deadline == null || Sources.isSkipped(pause) || !deadline.begin(stack, taken)) {
      throw pause;
    }
    return deadline.failure();
  }

  /**
   * Decides whether a failure is retried or recovered from.
   *
   * @param stack the stack that the frame is on
   * @param thrown what the stage, or its source, threw
   * @param given how many items have gone on; once there are any, the call is not retried
   * @return the pause before the retry; null if a recovery takes the failure
   * @throws Exception the failure, if nothing takes it
   */
  @Nullable PauseFlow decide(FlowStack stack, Throwable thrown, long given) throws Exception {
    boolean isLate = deadline != null && deadline.isOwn(thrown);
    if (deadline != null) {
      deadline.end();
    }
    Tries counted = tries;
    if (counted != null && given > 0) {
      counted.end();
    } else if (counted != null) {
      PauseFlow pause = counted.again(thrown);
      if (pause != null) {
        stack.counts().failed(stage, thrown, pause.delay());
        return pause;
      }
    }
    if (!recoveries.take(thrown)) {
      throw Failures.<Exception>same(thrown);
    }
    failure = thrown;
    mustFail |= given > 0;
    late = isLate;
    stack.counts().failed(stage, thrown, null);
    return null;
  }

  /** Clears the call: it has returned, its source has ended, or its item has been dropped. */
  public void end() {
    if (deadline != null) {
      deadline.end();
    }
    if (tries != null) {
      tries.end();
    }
    failure = null;
    recovered = false;
    mustFail = false;
    late = false;
    drained = false;
  }

  /** Returns how often the current call has failed, for a trace: 0 while a recovery is called. */
  public int tryInHand() {
    return failure == null ? failedTries() : 0;
  }

  /** Returns how often the current call has failed. */
  public int failedTries() {
    return tries == null ? 0 : tries.failed();
  }

  /**
   * Restores how often the current call had failed when the run was saved.
   *
   * @param failed how often
   */
  public void restoreTries(int failed) {
    if (tries != null) {
      tries.restore(failed);
    }
  }

  /** Returns whether a recovery has replaced a source, or will do so again. */
  public boolean isRecovered() {
    return recovered || mustFail;
  }

  /**
   * Returns whether the source is a recovery's, and not the one that was walked when the run was
   * saved: that has failed when it was opened again.
   *
   * @return true if none of its items has been taken
   */
  public boolean isReplaced() {
    return recovered && !mustFail;
  }

  /**
   * A recovery may have stood in for the source when the run was saved. Then the stage is called
   * again, and what it gives is walked, until one of them fails again.
   *
   * @param wasRecovered whether it did
   */
  public void restoreRecovered(boolean wasRecovered) {
    mustFail = wasRecovered;
  }

  /** Returns whether a recovery stands in for what took too long. */
  public boolean isLate() {
    return late && isRecovered();
  }

  /**
   * A recovery may have stood in for what took too long when the run was saved. That need not come
   * again: the recovery gets the same failure.
   *
   * @param wasLate whether it did
   */
  public void restoreLate(boolean wasLate) {
    TimeoutException again = wasLate && deadline != null ? deadline.failure() : null;
    if (again != null && recoveries.take(again)) {
      failure = again;
      late = true;
    }
  }

  /** Returns the stage's name. */
  String stage() {
    return stage;
  }

  /** Suppresses a failure into the one that came after it. A pause is none, neither of them. */
  static void suppress(@Nullable Throwable first, Throwable failure) {
    if (first != null && first != failure && !(first instanceof PauseFlow)) {
      // A pause takes none: suppression is disabled in it.
      boolean unused = Failures.suppress(first, failure);
    }
  }
}
