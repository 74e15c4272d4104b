package dev.stageflow;

/**
 * A builder right after a {@link FlowBuilder#function function}.
 *
 * @param <I> the flow's input type
 * @param <O> the function's result type
 */
public interface FunctionBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  FunctionBuilder<I, O> named(String name);

  /**
   * Names the stage and its value, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  FunctionBuilder<I, O> named(FlowKey<? super O> key);

  /**
   * Has the stage called on a worker thread, where it may block; the flow pauses meanwhile. See
   * {@link dev.stageflow.annotation.Tunnel}.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already, or is one that is awaited
   */
  FunctionBuilder<I, O> tunnel();
}
