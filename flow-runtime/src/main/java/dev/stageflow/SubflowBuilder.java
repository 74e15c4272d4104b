package dev.stageflow;

/**
 * A builder right after a {@link FlowBuilder#subflow subflow}.
 *
 * @param <I> the flow's input type
 * @param <O> the type of the subflow's outputs
 */
public interface SubflowBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  SubflowBuilder<I, O> named(String name);

  /**
   * Names the stage and the outputs, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  SubflowBuilder<I, O> named(FlowKey<? super O> key);
}
