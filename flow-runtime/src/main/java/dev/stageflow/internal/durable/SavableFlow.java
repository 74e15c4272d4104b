package dev.stageflow.internal.durable;

import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * A flow, with its input if it takes one, whose runs can be saved.
 *
 * @param <O> the outputs' type
 */
public interface SavableFlow<O> {

  /**
   * Makes the frame that a run begins with.
   *
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  Frame begin(Sink<? super O> sink);

  /**
   * Makes the frame that a saved run goes on with.
   *
   * @param saved what {@link #save} gave
   * @param sink takes the outputs
   * @return a frame that is on no stack
   * @throws dev.stageflow.SavedRunException if what is saved does not fit
   */
  Frame restore(byte[] saved, Sink<? super O> sink);

  /**
   * Saves a run, between two of its steps.
   *
   * @param stack its stack
   * @return what {@link #restore} takes; null if the flow has not begun, or has ended
   * @throws dev.stageflow.SavedRunException if a value cannot be saved, or a codec fails
   */
  byte @Nullable [] save(FlowStack stack);
}
