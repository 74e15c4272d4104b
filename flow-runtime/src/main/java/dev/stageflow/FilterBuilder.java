package dev.stageflow;

/**
 * A builder right after a {@link FlowBuilder#filter filter}.
 *
 * @param <I> the flow's input type
 * @param <O> the items' type
 */
public interface FilterBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  FilterBuilder<I, O> named(String name);
}
