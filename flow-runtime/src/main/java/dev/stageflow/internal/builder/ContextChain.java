package dev.stageflow.internal.builder;

import dev.stageflow.ContextBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StageSupplier;
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
  public ContextBuilder<I, O> onOpen(StageAction action) {
    return openedBy(new Stage.Hook(Call.action(action), false));
  }

  @Override
  public <V> ContextBuilder<I, O> onOpen(FlowKey<V> key, StageConsumer<? super V> action) {
    return openedBy(new Stage.Hook(Call.action(key, action), false));
  }

  @Override
  public ContextBuilder<I, O> onOpenOutput(StageSupplier<?> supplier) {
    return openedBy(new Stage.Hook(Call.giving(supplier), true));
  }

  @Override
  public <V> ContextBuilder<I, O> onOpenOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return openedBy(new Stage.Hook(Call.giving(key, function), true));
  }

  @Override
  public <V> ContextBuilder<I, O> onFlushOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return flushedBy(new Stage.Hook(Call.giving(key, function), true));
  }

  @Override
  public ContextBuilder<I, O> onCloseOutput(StageSupplier<?> supplier) {
    return closedBy(new Stage.Hook(Call.giving(supplier), true));
  }

  @Override
  public <V> ContextBuilder<I, O> onCloseOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return closedBy(new Stage.Hook(Call.giving(key, function), true));
  }

  private ContextBuilder<I, O> openedBy(Stage.Hook hook) {
    return new ContextChain<>(changed(Stage.Context.class, context -> context.openedBy(hook)));
  }

  private ContextBuilder<I, O> flushedBy(Stage.Hook hook) {
    return new ContextChain<>(changed(Stage.Context.class, context -> context.flushedBy(hook)));
  }

  private ContextBuilder<I, O> closedBy(Stage.Hook hook) {
    return new ContextChain<>(changed(Stage.Context.class, context -> context.closedBy(hook)));
  }

  @Override
  public <V> ContextBuilder<I, O> onFlush(FlowKey<V> key, StageConsumer<? super V> action) {
    return flushedBy(new Stage.Hook(Call.action(key, action), false));
  }

  @Override
  public ContextBuilder<I, O> onClose(StageAction action) {
    return closedBy(new Stage.Hook(Call.action(action), false));
  }

  @Override
  public <V> ContextBuilder<I, O> onClose(FlowKey<V> key, StageConsumer<? super V> action) {
    return closedBy(new Stage.Hook(Call.action(key, action), false));
  }
}
