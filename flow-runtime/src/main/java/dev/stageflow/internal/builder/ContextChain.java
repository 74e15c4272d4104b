package dev.stageflow.internal.builder;

import dev.stageflow.ContextBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StageSupplier;
import dev.stageflow.internal.stage.Call;
import dev.stageflow.internal.stage.Stage;
import java.util.Objects;

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
  public ContextBuilder<I, O> by(StageFunction<? super O, ?> key) {
    Objects.requireNonNull(key, "key");
    return new ContextChain<>(
        changed(
            Stage.Context.class,
            context -> {
              if (context.by() != null) {
                throw new IllegalStateException("the context has a key already");
              }
              return context.sharedBy(key);
            }));
  }

  @Override
  public ContextBuilder<I, O> onOpen(StageAction action) {
    return openedBy(Stage.Hook.action(Call.action(action)));
  }

  @Override
  public <V> ContextBuilder<I, O> onOpen(FlowKey<V> key, StageConsumer<? super V> action) {
    return openedBy(Stage.Hook.action(Call.action(key, action)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onOpen(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action) {
    return openedBy(Stage.Hook.action(Call.action(first, second, action)));
  }

  @Override
  public ContextBuilder<I, O> onOpenOutput(StageSupplier<?> supplier) {
    return openedBy(Stage.Hook.output(Call.giving(supplier)));
  }

  @Override
  public <V> ContextBuilder<I, O> onOpenOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return openedBy(Stage.Hook.output(Call.giving(key, function)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onOpenOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function) {
    return openedBy(Stage.Hook.output(Call.giving(first, second, function)));
  }

  @Override
  public <V> ContextBuilder<I, O> onFlushOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return flushedBy(Stage.Hook.output(Call.giving(key, function)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onFlushOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function) {
    return flushedBy(Stage.Hook.output(Call.giving(first, second, function)));
  }

  @Override
  public ContextBuilder<I, O> onCloseOutput(StageSupplier<?> supplier) {
    return closedBy(Stage.Hook.output(Call.giving(supplier)));
  }

  @Override
  public <V> ContextBuilder<I, O> onCloseOutput(
      FlowKey<V> key, StageFunction<? super V, ?> function) {
    return closedBy(Stage.Hook.output(Call.giving(key, function)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onCloseOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function) {
    return closedBy(Stage.Hook.output(Call.giving(first, second, function)));
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
    return flushedBy(Stage.Hook.action(Call.action(key, action)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onFlush(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action) {
    return flushedBy(Stage.Hook.action(Call.action(first, second, action)));
  }

  @Override
  public ContextBuilder<I, O> onClose(StageAction action) {
    return closedBy(Stage.Hook.action(Call.action(action)));
  }

  @Override
  public <V> ContextBuilder<I, O> onClose(FlowKey<V> key, StageConsumer<? super V> action) {
    return closedBy(Stage.Hook.action(Call.action(key, action)));
  }

  @Override
  public <V, W> ContextBuilder<I, O> onClose(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action) {
    return closedBy(Stage.Hook.action(Call.action(first, second, action)));
  }
}
