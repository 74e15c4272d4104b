package dev.stageflow.internal.builder;

import dev.stageflow.FlowIterator;
import dev.stageflow.FlowKey;
import dev.stageflow.SequenceBuilder;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Stage;

/**
 * Right after a sequence.
 *
 * @param <I> the flow's input type
 * @param <T> the type of the items that the stage takes
 * @param <O> the type of what the stage gives
 */
final class SequenceChain<I, T, O> extends GuardedChain<I, T, O, SequenceBuilder<I, T, O>>
    implements SequenceBuilder<I, T, O> {
  private static final int DEFAULT_BUFFER = 16_384;

  SequenceChain(Draft draft) {
    super(draft, SequenceChain::new);
  }

  @Override
  public SequenceBuilder<I, T, O> named(String name) {
    return new SequenceChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public SequenceBuilder<I, T, O> named(FlowKey<? super O> key) {
    return new SequenceChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public SequenceBuilder<I, T, O> onFinish(StageAction action) {
    return finishedBy(Stage.Hook.action(Call.action(action)));
  }

  @Override
  public SequenceBuilder<I, T, O> onFinishOutput(StageSupplier<?> supplier) {
    return finishedBy(Stage.Hook.output(Call.giving(supplier)));
  }

  private SequenceBuilder<I, T, O> finishedBy(Stage.Hook hook) {
    return new SequenceChain<>(changed(Stage.Sequence.class, stage -> stage.finishedBy(hook)));
  }

  @Override
  public SequenceBuilder<I, T, O> tunnel() {
    return tunnel(DEFAULT_BUFFER);
  }

  @Override
  public SequenceBuilder<I, T, O> tunnel(int buffer) {
    return new SequenceChain<>(changed(Stage.Sequence.class, stage -> stage.tunnelled(buffer)));
  }

  @Override
  public <E extends Throwable> SequenceBuilder<I, T, O> recover(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends Iterable<? extends O>> function) {
    return recovered(failure, function);
  }

  @Override
  public <E extends Throwable> SequenceBuilder<I, T, O> recoverFrom(
      Class<E> failure,
      StageBiFunction<? super T, ? super E, ? extends FlowIterator<? extends O>> function) {
    return recovered(failure, function);
  }

  @Override
  public SequenceBuilder<I, T, O> tunnelRecover() {
    return tunnelRecover(DEFAULT_BUFFER);
  }

  @Override
  public SequenceBuilder<I, T, O> tunnelRecover(int buffer) {
    return new SequenceChain<>(guarded(guard -> guard.tunnellingRecover(buffer)));
  }
}
