package dev.stageflow.internal.builder;

import dev.stageflow.FlowKey;
import dev.stageflow.ForkBuilder;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.internal.stage.Stage;

/**
 * Right after a fork.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes, and that go on
 * @param <R> the type of what the call gives
 */
final class ForkChain<I, T, R> extends GuardedChain<I, T, T, ForkBuilder<I, T, R>>
    implements ForkBuilder<I, T, R> {

  ForkChain(Draft draft) {
    super(draft, ForkChain::new);
  }

  @Override
  public ForkBuilder<I, T, R> named(FlowKey<? super R> key) {
    return new ForkChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public <E extends Throwable> ForkBuilder<I, T, R> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends R> function) {
    return recovered(failure, function);
  }
}
