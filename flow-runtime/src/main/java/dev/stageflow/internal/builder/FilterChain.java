package dev.stageflow.internal.builder;

import dev.stageflow.FilterBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.RetryPolicy;
import dev.stageflow.Sink;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageBiPredicate;
import dev.stageflow.internal.stage.Guard;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import java.time.Duration;
import java.util.Objects;

/**
 * Right after a filter.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the stage gives
 */
final class FilterChain<I, O> extends ChainBuilder<I, O> implements FilterBuilder<I, O> {

  FilterChain(Draft draft) {
    super(draft);
  }

  @Override
  public FilterBuilder<I, O> named(String name) {
    return new FilterChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public FilterBuilder<I, O> orBreak(String sequence) {
    Objects.requireNonNull(sequence, "sequence");
    Stage.Single filter = (Stage.Single) draft().last();
    return new FilterChain<>(draft().withLast(filter.ending(sequence)));
  }

  @Override
  public FilterBuilder<I, O> orBreak(FlowKey<?> sequence) {
    return orBreak(sequence.name());
  }

  @Override
  public FilterBuilder<I, O> timeout(Duration timeout) {
    return new FilterChain<>(guarded(guard -> guard.timingOut(timeout)));
  }

  @Override
  public FilterBuilder<I, O> retry(RetryPolicy policy) {
    return new FilterChain<>(guarded(guard -> guard.retrying(policy)));
  }

  @Override
  public <E extends Throwable> FilterBuilder<I, O> recover(
      Class<E> failure, StageBiPredicate<? super O, ? super E> function) {
    Objects.requireNonNull(function, "function");
    return new FilterChain<>(
        guarded(
            guard ->
                guard.recovering(
                    failure,
                    Untyped.function(
                        (O item, E thrown) -> function.test(item, thrown) ? item : null))));
  }

  @Override
  public <E extends Throwable, R> FilterBuilder<I, O> recoverTo(
      Class<E> failure,
      StageBiFunction<? super O, ? super E, ? extends R> function,
      Sink<? super R> sink) {
    return new FilterChain<>(guarded(guard -> guard.rejecting(failure, function, sink)));
  }

  @Override
  public FilterBuilder<I, O> tunnelRecover() {
    return new FilterChain<>(guarded(Guard::tunnellingRecover));
  }
}
