package dev.stageflow.internal.builder;

import dev.stageflow.RecoverBuilder;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.stage.Guard;

/**
 * Right after a stage that may fail.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <O> the type of what the stage gives
 * @param <B> the stage's builder
 */
abstract class RecoverChain<I, T, O, B> extends ChainBuilder<I, O> implements RecoverBuilder<T, B> {

  RecoverChain(Draft draft) {
    super(draft);
  }

  /** Returns a builder of the same kind with other stages so far. */
  abstract B with(Draft draft);

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
