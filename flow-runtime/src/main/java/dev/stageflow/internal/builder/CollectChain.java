package dev.stageflow.internal.builder;

import dev.stageflow.CollectBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.internal.stage.Stage;
import java.time.Duration;

/**
 * Right after an accumulate by a collector.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the stage gives
 */
final class CollectChain<I, O> extends ChainBuilder<I, O> implements CollectBuilder<I, O> {

  CollectChain(Draft draft) {
    super(draft);
  }

  @Override
  public CollectBuilder<I, O> named(String name) {
    return new CollectChain<>(draft().named(Stage.Label.of(name)));
  }

  @Override
  public CollectBuilder<I, O> named(FlowKey<? super O> key) {
    return new CollectChain<>(draft().named(Stage.Label.of(key)));
  }

  @Override
  public CollectBuilder<I, O> flushAfter(Duration time) {
    return new CollectChain<>(changed(Stage.Accumulate.class, stage -> stage.flushedAfter(time)));
  }

  @Override
  public CollectBuilder<I, O> emitEmpty() {
    return new CollectChain<>(changed(Stage.Accumulate.class, Stage.Accumulate::emittingEmpty));
  }
}
