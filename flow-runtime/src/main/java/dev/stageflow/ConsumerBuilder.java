package dev.stageflow;

/**
 * A builder right after a {@link FlowBuilder#consume consumer}, which is the last stage.
 *
 * @param <I> the flow's input type
 */
public interface ConsumerBuilder<I> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  ConsumerBuilder<I> named(String name);

  /**
   * Has the stage called on a worker thread, where it may block; the flow pauses meanwhile. See
   * {@link dev.stageflow.annotation.Tunnel}.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already, or is one that is awaited
   */
  ConsumerBuilder<I> tunnel();

  /**
   * Makes the flow.
   *
   * @return the flow
   * @throws IllegalStateException if the stages do not fit; see {@link FlowBuilder#build()}
   */
  Flow<I, Void> build();
}
