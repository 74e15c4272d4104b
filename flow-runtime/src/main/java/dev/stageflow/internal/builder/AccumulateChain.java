package dev.stageflow.internal.builder;

import dev.stageflow.AccumulateBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StagePredicate;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import java.time.Duration;
import java.util.Objects;

/**
 * Right after an accumulate.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <A> the accumulator's type
 * @param <O> the type of what the stage gives
 */
final class AccumulateChain<I, T, A, O> extends GuardedChain<I, T, O, AccumulateBuilder<I, T, A, O>>
    implements AccumulateBuilder<I, T, A, O> {

  AccumulateChain(Draft draft) {
    super(draft, AccumulateChain::new);
  }

  @Override
  public AccumulateBuilder<I, T, A, O> named(String name) {
    return new AccumulateChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public AccumulateBuilder<I, T, A, O> named(FlowKey<? super O> key) {
    return new AccumulateChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public AccumulateBuilder<I, T, A, O> bucket(FlowKey<? super A> key) {
    Objects.requireNonNull(key, "key");
    return new AccumulateChain<>(changed(Stage.Accumulate.class, stage -> stage.into(key)));
  }

  @Override
  public <R> AccumulateBuilder<I, T, A, R> finish(StageFunction<? super A, ? extends R> finish) {
    Objects.requireNonNull(finish, "finish");
    if (draft().last().label().key() != null) {
      throw new IllegalStateException(
          "finish(..) comes before named(key): it changes what the key names");
    }
    return new AccumulateChain<>(
        changed(Stage.Accumulate.class, stage -> stage.finishedBy(Untyped.function(finish))));
  }

  @Override
  public AccumulateBuilder<I, T, A, O> flushWhen(StagePredicate<? super A> condition) {
    Objects.requireNonNull(condition, "condition");
    return new AccumulateChain<>(
        changed(Stage.Accumulate.class, stage -> stage.flushedWhen(Untyped.predicate(condition))));
  }

  @Override
  public AccumulateBuilder<I, T, A, O> flushAfter(Duration time) {
    return new AccumulateChain<>(
        changed(Stage.Accumulate.class, stage -> stage.flushedAfter(time)));
  }

  @Override
  public AccumulateBuilder<I, T, A, O> emitEmpty() {
    return new AccumulateChain<>(changed(Stage.Accumulate.class, Stage.Accumulate::emittingEmpty));
  }

  @Override
  public <E extends Throwable> AccumulateBuilder<I, T, A, O> recover(
      Class<E> failure, StageBiFunction<? super T, ? super E, ? extends A> function) {
    return recovered(failure, function);
  }
}
