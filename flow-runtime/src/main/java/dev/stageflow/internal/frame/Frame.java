package dev.stageflow.internal.frame;

import dev.stageflow.internal.position.Position;
import org.jspecify.annotations.Nullable;

/**
 * One level of a flow under way: the items of one sequence, or the run's input, and how far the
 * item in hand has come. Its fields hold all that survives a pause.
 *
 * <p>A frame is used by one thread at a time, and by one activation at a time; once popped it may
 * be pushed again.
 */
public abstract class Frame {

  /** The frame below on the stack, to which control returns; owned by {@link FlowStack}. */
  @Nullable Frame caller;

  /** Makes a frame that is on no stack. */
  protected Frame() {}

  /**
   * Goes on where the frame stopped. Each call makes at least one step, even on a {@linkplain
   * FlowStack#isHalted() halted} stack, and then returns before it calls another stage if
   *
   * <ul>
   *   <li>the budget is used up,
   *   <li>the stack is halted,
   *   <li>the frame pushed another one, or
   *   <li>the frame has ended: it then {@linkplain FlowStack#pop popped} itself.
   * </ul>
   *
   * <p>A {@link dev.stageflow.PauseFlow} leaves the frame as it was before the call that threw it.
   *
   * @param stack the stack, on top of which this frame is
   * @param budget how many steps may be made, at least 1; a step takes an item from the source, or
   *     an activation's single item
   * @return how many steps are left
   * @throws Exception what a stage throws
   */
  protected abstract int run(FlowStack stack, int budget) throws Exception;

  /**
   * Returns where the frame is. Called between two calls of {@link #run}, on the run's thread;
   * calls no user code.
   *
   * @return its position; null if it stands for no level of the flow
   */
  protected @Nullable Position position() {
    return null;
  }

  /**
   * Returns whether the frame holds a part of what the run has come to, which a saved run has to
   * have. Others stand on the stack for what goes on around the levels.
   *
   * @return true if it does
   */
  protected boolean holdsState() {
    return true;
  }

  /**
   * Puts what is to stand on this frame from the beginning there, when it has been {@linkplain
   * FlowStack#enter pushed} as the first of a flow. Calls no user code.
   *
   * @param stack the stack, on top of which this frame is
   */
  protected void entered(FlowStack stack) {}

  /**
   * Returns the parts of the run that are inside of this frame, each on a stack of its own.
   *
   * @return the parts; null if there are none
   */
  protected @Nullable Parts parts() {
    return null;
  }

  /**
   * Closes the source before its end, as if it had no more items: a filter has ended its sequence,
   * or the run is drained. The item in hand goes the rest of its way.
   *
   * @throws dev.stageflow.PauseFlow as {@link #close()} does
   * @throws Exception what closing throws
   */
  protected void endSource() throws Exception {}

  /**
   * Closes the source and drops what the frame refers to. Called once when a run fails or is
   * cancelled, for each frame on the stack, innermost first.
   *
   * @throws dev.stageflow.PauseFlow if closing goes on elsewhere, until what the pause names has
   *     completed; the frame is not called again
   * @throws Exception what closing throws
   */
  protected abstract void close() throws Exception;
}
