package dev.stageflow.internal.builder;

import dev.stageflow.FilterBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageBiPredicate;
import dev.stageflow.internal.stage.Stage;
import java.util.Objects;

/**
 * Right after a filter.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the stage gives
 */
final class FilterChain<I, O> extends GuardedChain<I, O, O, FilterBuilder<I, O>>
    implements FilterBuilder<I, O> {

  FilterChain(Draft draft) {
    super(draft, FilterChain::new);
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
  public <E extends Throwable> FilterBuilder<I, O> recover(
      Class<E> failure, StageBiPredicate<? super O, ? super E> function) {
    Objects.requireNonNull(function, "function");
    return recovered(failure, (O item, E thrown) -> function.test(item, thrown) ? item : null);
  }
}
