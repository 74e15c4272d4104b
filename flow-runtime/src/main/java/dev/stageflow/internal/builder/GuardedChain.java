package dev.stageflow.internal.builder;

import dev.stageflow.RecoverBuilder;
import dev.stageflow.RetryPolicy;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Untyped;
import java.time.Duration;
import java.util.function.Function;

/**
 * Right after a stage that may fail: what its builder has in common with those of other kinds.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <O> the type of what the stage gives
 * @param <B> the stage's builder
 */
abstract class GuardedChain<I, T, O, B> extends ChainBuilder<I, O> implements RecoverBuilder<T, B> {

  /** Makes a builder of the same kind. */
  private final Function<Draft, B> kind;

  GuardedChain(Draft draft, Function<Draft, B> kind) {
    super(draft);
    this.kind = kind;
  }

  /** Returns the builder with other stages so far. */
  final B with(Draft changed) {
    return kind.apply(changed);
  }

  public final B timeout(Duration timeout) {
    return with(guarded(guard -> guard.timingOut(timeout)));
  }

  public final B retry(RetryPolicy policy) {
    return with(guarded(guard -> guard.retrying(policy)));
  }

  /** Takes a failure by a function that gives in its own way what the stage would have given. */
  final <E extends Throwable, R> B recovered(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends R> function) {
    return with(guarded(guard -> guard.recovering(failure, Untyped.function(function))));
  }

  @Override
  public final <E extends Throwable, R> B recoverTo(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends R> function,
      Sink<? super R> sink) {
    return with(guarded(guard -> guard.rejecting(failure, function, sink)));
  }

  @Override
  public final <E extends Throwable> B recoverOutput(
      Class<E> failure, StageBiFunction<? super T, ? super E, ?> function) {
    return with(guarded(guard -> guard.giving(failure, function)));
  }

  @Override
  public B tunnelRecover() {
    return with(guarded(Guard::tunnellingRecover));
  }
}
