package dev.stageflow.internal.builder;

import dev.stageflow.FilterBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.RetryPolicy;
import dev.stageflow.function.StageBiPredicate;
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
final class FilterChain<I, O> extends RecoverChain<I, O, O, FilterBuilder<I, O>>
    implements FilterBuilder<I, O> {

  FilterChain(Draft draft) {
    super(draft);
  }

  @Override
  FilterBuilder<I, O> with(Draft draft) {
    return new FilterChain<>(draft);
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
}
