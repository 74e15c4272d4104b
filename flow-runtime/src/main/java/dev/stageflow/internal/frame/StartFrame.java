package dev.stageflow.internal.frame;

import java.util.Objects;

/**
 * The frame of a run that has not begun. It makes the flow's first frame, which may call user code
 * and so has to happen inside the run, and gives it its place.
 */
public abstract class StartFrame extends Frame {

  /** Makes a frame that is on no stack. */
  protected StartFrame() {}

  /**
   * Makes the flow's first frame.
   *
   * @throws Exception what making it throws
   */
  protected abstract Frame begin() throws Exception;

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame first = begin();
    stack.pop(this);
    stack.enter(first);
    // Making the frame may call user code, which makes it the one call of a single step.
    return stack.isHalted() ? budget : Objects.requireNonNull(stack.top()).run(stack, budget);
  }

  @Override
  protected void close() {}
}
