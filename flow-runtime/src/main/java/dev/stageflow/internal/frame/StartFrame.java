package dev.stageflow.internal.frame;

import java.util.Objects;

/**
 * The frame of a run that has not begun, whose definition is its own. It makes that and the flow's
 * first frame, to which it gives its place: this calls user code, and so happens inside the run.
 */
public abstract class StartFrame extends Frame {

  /** Makes a frame that is on no stack. */
  protected StartFrame() {}

  /** Makes the flow's first frame. */
  protected abstract Frame begin();

  /**
   * Begins a run before it is on a stack, as one that is saved: it has its frames from then on.
   *
   * @param first the frame that it begins with
   * @return the first one that has a definition
   */
  public static Frame begun(Frame first) {
    return first instanceof StartFrame start ? start.begin() : first;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame first = begin();
    stack.pop(this);
    stack.enter(first);
    // That is the one call of a single step.
    return stack.isHalted() ? budget : Objects.requireNonNull(stack.top()).run(stack, budget);
  }

  @Override
  protected void close() {}
}
