package dev.stageflow.internal.builder;

import dev.stageflow.Flow;
import dev.stageflow.FlowKey;
import dev.stageflow.SubflowBuilder;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.stage.Parallel;
import dev.stageflow.internal.stage.Stage;
import java.util.Objects;

/**
 * Right after a subflow.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <O> the type of what the stage gives
 */
final class SubflowChain<I, T, O> extends GuardedChain<I, T, O, SubflowBuilder<I, T, O>>
    implements SubflowBuilder<I, T, O> {

  SubflowChain(Draft draft) {
    super(draft, SubflowChain::new);
  }

  @Override
  public SubflowBuilder<I, T, O> named(String name) {
    return new SubflowChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public SubflowBuilder<I, T, O> named(FlowKey<? super O> key) {
    return new SubflowChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public SubflowBuilder<I, T, O> parallel(int limit) {
    return new SubflowChain<>(inParallel(limit));
  }

  @Override
  public SubflowBuilder<I, T, O> unordered() {
    return new SubflowChain<>(inParallel(Parallel::unordered));
  }

  @Override
  public SubflowBuilder<I, T, O> key(StageFunction<? super T, ?> key) {
    Objects.requireNonNull(key, "key");
    return new SubflowChain<>(inParallel(parallel -> parallel.by(key)));
  }

  @Override
  public <E extends Throwable> SubflowBuilder<I, T, O> recover(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends Flow<? super T, ? extends O>> function) {
    return recovered(failure, function);
  }
}
