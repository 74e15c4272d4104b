package dev.stageflow.internal.builder;

import dev.stageflow.FlowKey;
import dev.stageflow.FunctionBuilder;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.stage.Parallel;
import dev.stageflow.internal.stage.Stage;
import java.util.Objects;

/**
 * Right after a function.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <O> the type of what the stage gives
 */
final class FunctionChain<I, T, O> extends GuardedChain<I, T, O, FunctionBuilder<I, T, O>>
    implements FunctionBuilder<I, T, O> {

  FunctionChain(Draft draft) {
    super(draft, FunctionChain::new);
  }

  @Override
  public FunctionBuilder<I, T, O> named(String name) {
    return new FunctionChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public FunctionBuilder<I, T, O> named(FlowKey<? super O> key) {
    return new FunctionChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public FunctionBuilder<I, T, O> tunnel() {
    return new FunctionChain<>(changed(Stage.Single.class, Stage.Single::tunnelled));
  }

  @Override
  public FunctionBuilder<I, T, O> parallel(int limit) {
    return new FunctionChain<>(inParallel(limit));
  }

  @Override
  public FunctionBuilder<I, T, O> unordered() {
    return new FunctionChain<>(inParallel(Parallel::unordered));
  }

  @Override
  public FunctionBuilder<I, T, O> key(StageFunction<? super T, ?> key) {
    Objects.requireNonNull(key, "key");
    return new FunctionChain<>(inParallel(parallel -> parallel.by(key)));
  }

  @Override
  public <E extends Throwable> FunctionBuilder<I, T, O> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends O> function) {
    return recovered(failure, function);
  }
}
