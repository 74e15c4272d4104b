package dev.stageflow.internal.frame;

import dev.stageflow.function.StageSupplier;
import java.util.Objects;

/**
 * The frame of a run that has not begun. It makes the flow's first frame, which may call user code
 * and so has to happen inside the run, and gives it its place.
 */
public final class StartFrame extends Frame {
  private final StageSupplier<? extends Frame> flow;

  /**
   * Makes a frame that is on no stack.
   *
   * @param flow makes the flow's first frame
   */
  public StartFrame(StageSupplier<? extends Frame> flow) {
    this.flow = flow;
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    Frame first = flow.get();
    stack.pop(this);
    stack.enter(first);
    // Making the frame may call user code, which makes it the one call of a single step.
    return stack.isHalted() ? budget : Objects.requireNonNull(stack.top()).run(stack, budget);
  }

  @Override
  protected void close() {}
}
