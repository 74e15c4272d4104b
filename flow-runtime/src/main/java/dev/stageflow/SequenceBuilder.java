package dev.stageflow;

import dev.stageflow.function.StageAction;

/**
 * A builder right after a {@link FlowBuilder#sequence sequence}.
 *
 * @param <I> the flow's input type
 * @param <O> the elements' type
 */
public interface SequenceBuilder<I, O> extends FlowBuilder<I, O> {

  /**
   * Names the stage.
   *
   * @param name the name, told in descriptions and failures
   * @return a builder with that name
   * @throws IllegalArgumentException if the name is blank
   */
  SequenceBuilder<I, O> named(String name);

  /**
   * Names the stage and its values, which later stages can then use.
   *
   * @param key the name
   * @return a builder with that name
   */
  SequenceBuilder<I, O> named(FlowKey<? super O> key);

  /**
   * Sets what is done once the last element's way has ended: also for an empty sequence, not for a
   * null one.
   *
   * @param action what is done; it may pause
   * @return a builder with that action
   */
  SequenceBuilder<I, O> onFinish(StageAction action);

  /**
   * Has the stage called, and what it returns read and closed, on a worker thread, where both may
   * block; the flow pauses while there is no item. As many are read ahead as {@link
   * dev.stageflow.annotation.Tunnel} says.
   *
   * @return a builder with that tunnel
   * @throws IllegalStateException if the stage is tunnelled already
   */
  SequenceBuilder<I, O> tunnel();

  /**
   * Does the same with a buffer of another size.
   *
   * @param buffer how many items may be read ahead, at least 1
   * @return a builder with that tunnel
   * @throws IllegalArgumentException if the buffer holds nothing
   * @throws IllegalStateException if the stage is tunnelled already
   */
  SequenceBuilder<I, O> tunnel(int buffer);
}
