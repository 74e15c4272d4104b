package dev.stageflow.internal.builder;

import dev.stageflow.ContextBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Stage;

/**
 * Right after a context.
 *
 * @param <I> the flow's input type
 * @param <O> the type of what the stage gives
 */
final class ContextChain<I, O> extends ChainBuilder<I, O> implements ContextBuilder<I, O> {

  ContextChain(Draft draft) {
    super(draft);
  }

  @Override
  public <V> ContextBuilder<I, O> onFlush(FlowKey<V> key, StageConsumer<? super V> action) {
    Call call = Call.action(key, action);
    return new ContextChain<>(changed(Stage.Context.class, context -> context.flushedBy(call)));
  }

  @Override
  public ContextBuilder<I, O> onClose(StageAction action) {
    Call call = Call.action(action);
    return new ContextChain<>(changed(Stage.Context.class, context -> context.closedBy(call)));
  }

  @Override
  public <V> ContextBuilder<I, O> onClose(FlowKey<V> key, StageConsumer<? super V> action) {
    Call call = Call.action(key, action);
    return new ContextChain<>(changed(Stage.Context.class, context -> context.closedBy(call)));
  }
}
