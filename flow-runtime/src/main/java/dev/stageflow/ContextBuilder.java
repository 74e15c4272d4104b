package dev.stageflow;

import dev.stageflow.function.StageAction;
import dev.stageflow.function.StageBiConsumer;
import dev.stageflow.function.StageBiFunction;
import dev.stageflow.function.StageConsumer;
import dev.stageflow.function.StageFunction;
import dev.stageflow.function.StageSupplier;

/**
 * A builder right after a {@link FlowBuilder#context() context}. An action's value may be any that
 * is in scope where the context is opened, the item that opens it included.
 *
 * @param <I> the flow's input type
 * @param <O> the items' type
 */
public interface ContextBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Has neighbouring items whose keys are equal share one context. It closes when an item with
   * another key arrives, or when there are no more items; the item that opens it is the first one.
   *
   * @param key gives an item's key, {@code null} being equal to {@code null} alone, and no array;
   *     it is called once for each item, and must not pause
   * @return a builder with that key
   * @throws IllegalStateException if the context has a key already
   */
  ContextBuilder<I, O> by(StageFunction<? super O, ?> key);

  /**
   * Sets what is done as the context opens.
   *
   * @param action what is done; it may pause
   * @return a builder with that action
   */
  ContextBuilder<I, O> onOpen(StageAction action);

  /**
   * Sets what is done as the context opens.
   *
   * @param key names a value in scope
   * @param action what is done; it may pause
   * @param <V> the value's type
   * @return a builder with that action
   */
  <V> ContextBuilder<I, O> onOpen(FlowKey<V> key, StageConsumer<? super V> action);

  /**
   * Sets what is done with two values as the context opens.
   *
   * @param first names a value in scope
   * @param second names another one
   * @param action what is done; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that action
   */
  <V, W> ContextBuilder<I, O> onOpen(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action);

  /**
   * Sets what gives an output of the flow as the context opens; the flow is made by {@link
   * #build(Class)}.
   *
   * @param supplier gives the output, {@code null} for none; it may pause
   * @return a builder with that supplier
   */
  ContextBuilder<I, O> onOpenOutput(StageSupplier<?> supplier);

  /**
   * Sets what gives an output of the flow as the context opens; the flow is made by {@link
   * #build(Class)}.
   *
   * @param key names a value in scope
   * @param function takes the value and gives the output, {@code null} for none; it may pause
   * @param <V> the value's type
   * @return a builder with that function
   */
  <V> ContextBuilder<I, O> onOpenOutput(FlowKey<V> key, StageFunction<? super V, ?> function);

  /**
   * Sets what makes an output of the flow of two values as the context opens; the flow is made by
   * {@link #build(Class)}.
   *
   * @param first names a value in scope
   * @param second names another one
   * @param function takes both values and gives the output, {@code null} for none; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that function
   */
  <V, W> ContextBuilder<I, O> onOpenOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function);

  /**
   * Sets what gives an output of the flow as the context closes, before its accumulator's value
   * goes on; the flow is made by {@link #build(Class)}.
   *
   * @param key names a value in scope, or the {@linkplain AccumulateBuilder#bucket bucket} of the
   *     accumulate that gathers in this context
   * @param function takes the value and gives the output, {@code null} for none; it may pause
   * @param <V> the value's type
   * @return a builder with that function
   */
  <V> ContextBuilder<I, O> onFlushOutput(FlowKey<V> key, StageFunction<? super V, ?> function);

  /**
   * Sets what makes an output of the flow of two values as the context closes, before its
   * accumulator's value goes on; the flow is made by {@link #build(Class)}.
   *
   * @param first names a value in scope, or the {@linkplain AccumulateBuilder#bucket bucket} of the
   *     accumulate that gathers in this context
   * @param second names another one
   * @param function takes both values and gives the output, {@code null} for none; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that function
   */
  <V, W> ContextBuilder<I, O> onFlushOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function);

  /**
   * Sets what gives an output of the flow after the context's accumulated value has passed through
   * all later stages; the flow is made by {@link #build(Class)}.
   *
   * @param supplier gives the output, {@code null} for none; it may pause
   * @return a builder with that supplier
   */
  ContextBuilder<I, O> onCloseOutput(StageSupplier<?> supplier);

  /**
   * Sets what gives an output of the flow after the context's accumulated value has passed through
   * all later stages; the flow is made by {@link #build(Class)}.
   *
   * @param key names a value in scope
   * @param function takes the value and gives the output, {@code null} for none; it may pause
   * @param <V> the value's type
   * @return a builder with that function
   */
  <V> ContextBuilder<I, O> onCloseOutput(FlowKey<V> key, StageFunction<? super V, ?> function);

  /**
   * Sets what makes an output of the flow of two values after the context's accumulated value has
   * passed through all later stages; the flow is made by {@link #build(Class)}.
   *
   * @param first names a value in scope
   * @param second names another one
   * @param function takes both values and gives the output, {@code null} for none; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that function
   */
  <V, W> ContextBuilder<I, O> onCloseOutput(
      FlowKey<V> first, FlowKey<W> second, StageBiFunction<? super V, ? super W, ?> function);

  /**
   * Sets what is done as the context closes, before its accumulator's value goes on.
   *
   * @param key names a value in scope, or the {@linkplain AccumulateBuilder#bucket bucket} of the
   *     accumulate that gathers in this context
   * @param action what is done; it may pause
   * @param <V> the value's type
   * @return a builder with that action
   */
  <V> ContextBuilder<I, O> onFlush(FlowKey<V> key, StageConsumer<? super V> action);

  /**
   * Sets what is done with two values as the context closes, before its accumulator's value goes
   * on.
   *
   * @param first names a value in scope, or the {@linkplain AccumulateBuilder#bucket bucket} of the
   *     accumulate that gathers in this context
   * @param second names another one
   * @param action what is done; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that action
   */
  <V, W> ContextBuilder<I, O> onFlush(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action);

  /**
   * Sets what is done after the context's accumulated value has passed through all later stages.
   *
   * @param action what is done; it may pause
   * @return a builder with that action
   */
  ContextBuilder<I, O> onClose(StageAction action);

  /**
   * Sets what is done after the context's accumulated value has passed through all later stages.
   *
   * @param key names a value in scope
   * @param action what is done; it may pause
   * @param <V> the value's type
   * @return a builder with that action
   */
  <V> ContextBuilder<I, O> onClose(FlowKey<V> key, StageConsumer<? super V> action);

  /**
   * Sets what is done with two values after the context's accumulated value has passed through all
   * later stages.
   *
   * @param first names a value in scope
   * @param second names another one
   * @param action what is done; it may pause
   * @param <V> the first value's type
   * @param <W> the second value's type
   * @return a builder with that action
   */
  <V, W> ContextBuilder<I, O> onClose(
      FlowKey<V> first, FlowKey<W> second, StageBiConsumer<? super V, ? super W> action);
}
