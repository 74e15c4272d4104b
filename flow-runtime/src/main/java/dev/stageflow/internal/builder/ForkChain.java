package dev.stageflow.internal.builder;

import dev.stageflow.FlowKey;
import dev.stageflow.ForkBuilder;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import java.time.Duration;

/**
 * Right after a fork.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes, and that go on
 * @param <R> the type of what the call gives
 */
final class ForkChain<I, T, R> extends RecoverChain<I, T, T, ForkBuilder<I, T, R>>
    implements ForkBuilder<I, T, R> {

  ForkChain(Draft draft) {
    super(draft);
  }

  @Override
  ForkBuilder<I, T, R> with(Draft draft) {
    return new ForkChain<>(draft);
  }

  @Override
  public ForkBuilder<I, T, R> named(FlowKey<? super R> key) {
    return new ForkChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public ForkBuilder<I, T, R> timeout(Duration timeout) {
    return new ForkChain<>(guarded(guard -> guard.timingOut(timeout)));
  }

  @Override
  public ForkBuilder<I, T, R> retry(RetryPolicy policy) {
    return new ForkChain<>(guarded(guard -> guard.retrying(policy)));
  }

  @Override
  public <E extends Throwable> ForkBuilder<I, T, R> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends R> function) {
    return new ForkChain<>(guarded(guard -> guard.recovering(failure, Untyped.function(function))));
  }
}
