package dev.stageflow.internal.stage;

import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a stage fails.
 *
 * @param timeout how long its call may wait, or null for any time
 * @param retry when its call is tried again, or null for never
 * @param recoveries what takes its failures
 */
public record Guard(
    @Nullable Duration timeout, @Nullable RetryPolicy retry, List<Recovery> recoveries) {

  /** The failure ends the run. */
  public static final Guard NONE = new Guard(null, null, List.of());

  public Guard {
    recoveries = List.copyOf(recoveries);
  }

  /**
   * What takes failures of a type.
   *
   * @param type their type
   * @param call takes the item and the failure, and gives what the stage would have given, or an
   *     output
   * @param output where what it gives goes; null for the stages that follow
   */
  public record Recovery(
      Class<? extends Throwable> type, Call call, Stage.@Nullable Output output) {}

  public boolean isNone() {
    return timeout == null && retry == null && recoveries.isEmpty();
  }

  /**
   * Has the call given up after some time.
   *
   * @throws IllegalArgumentException if the time is not more than zero
   * @throws IllegalStateException if that is settled already
   */
  public Guard timingOut(Duration after) {
    if (after.isZero() || after.isNegative()) {
      throw new IllegalArgumentException("a timeout must be longer than zero, not " + after);
    }
    if (timeout != null) {
      throw new IllegalStateException("the stage has a timeout already");
    }
    return new Guard(after, retry, recoveries);
  }

  /**
   * Has the call tried again.
   *
   * @throws IllegalStateException if that is settled already
   */
  public Guard retrying(RetryPolicy policy) {
    Objects.requireNonNull(policy, "policy");
    if (retry != null) {
      throw new IllegalStateException("the stage has a retry policy already");
    }
    return new Guard(timeout, policy, recoveries);
  }

  /**
   * Has failures taken.
   *
   * @throws IllegalArgumentException if they are none
   * @throws IllegalStateException if such are taken already
   */
  public Guard recovering(
      Class<? extends Throwable> type,
      StageBiFunction<@Nullable Object, @Nullable Object, Object> function) {
    return recovering(type, function, null);
  }

  /**
   * Passes failures to a function, and its result to a sink.
   *
   * @throws IllegalArgumentException if they are none
   * @throws IllegalStateException if such are taken already
   */
  public Guard rejecting(
      Class<? extends Throwable> type, StageBiFunction<?, ?, ?> function, Sink<?> sink) {
    Objects.requireNonNull(function, "function");
    Objects.requireNonNull(sink, "sink");
    return recovering(
        type, Untyped.function(function), new Stage.Output(Stage.UNNAMED, Untyped.sink(sink)));
  }

  /**
   * Passes failures to a function, whose result is an output of the flow.
   *
   * @throws IllegalArgumentException if they are none
   * @throws IllegalStateException if such are taken already
   */
  public Guard giving(Class<? extends Throwable> type, StageBiFunction<?, ?, ?> function) {
    Objects.requireNonNull(function, "function");
    return recovering(type, Untyped.function(function), Stage.Output.OF_FLOW);
  }

  /** Returns whether what takes a failure gives an output of the flow. */
  boolean hasOutput() {
    return recoveries.stream().anyMatch(recover -> Stage.Output.OF_FLOW.equals(recover.output()));
  }

  private Guard recovering(
      Class<? extends Throwable> type,
      StageBiFunction<@Nullable Object, @Nullable Object, Object> function,
      Stage.@Nullable Output output) {
    Objects.requireNonNull(function, "function");
    if (type == PauseFlow.class) {
      throw new IllegalArgumentException("a pause is no failure: PauseFlow cannot be recovered");
    }
    if (recoveries.stream().anyMatch(recover -> recover.type() == type)) {
      throw new IllegalStateException("the stage recovers from " + type.getName() + " already");
    }
    List<Recovery> more = new ArrayList<>(recoveries);
    more.add(new Recovery(type, new Call(function), output));
    return new Guard(timeout, retry, more);
  }

  /**
   * Has the function that was given last called on a worker thread.
   *
   * @throws IllegalStateException if none takes failures, or that one is tunnelled already
   */
  public Guard tunnellingRecover() {
    return tunnellingRecover(Call::tunnelled);
  }

  /**
   * Does the same for a sequence: the source that the function gives is read there, too.
   *
   * @param buffer how many items of it may be read ahead
   * @throws IllegalArgumentException if the buffer holds nothing
   * @throws IllegalStateException if none takes failures, or that one is tunnelled already
   */
  public Guard tunnellingRecover(int buffer) {
    Guard read = tunnellingRecover(call -> call.tunnelled(buffer));
    // An output is one value.
    boolean isOutput = recoveries.get(recoveries.size() - 1).output() != null;
    return isOutput ? tunnellingRecover() : read;
  }

  private Guard tunnellingRecover(UnaryOperator<Call> tunnel) {
    if (recoveries.isEmpty()) {
      throw new IllegalStateException(
          "nothing takes the stage's failures: call recover(..) before");
    }
    List<Recovery> changed = new ArrayList<>(recoveries);
    Recovery last = changed.remove(changed.size() - 1);
    if (last.call().mode() == Call.Mode.TUNNELLED) {
      throw new IllegalStateException("the function is tunnelled already");
    }
    changed.add(new Recovery(last.type(), tunnel.apply(last.call()), last.output()));
    return new Guard(timeout, retry, changed);
  }

  /** The same for a sequence: what takes its failures gives iterators that may pause. */
  public Guard opening() {
    return new Guard(
        timeout,
        retry,
        recoveries.stream()
            .map(it -> it.output() != null ? it : new Recovery(it.type(), it.call().opened(), null))
            .toList());
  }
}
