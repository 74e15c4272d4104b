package dev.stageflow.internal.flow;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands below all frames of a run that has a definition of its own, and closes that last. */
final class DefinitionFrame extends Frame {
  private @Nullable AutoCloseable definition;
  private final Supplier<? extends Frame> first;

  /**
   * Makes a frame that is on no stack.
   *
   * @param definition what is closed
   * @param first makes the frame that stands on top of this one
   */
  DefinitionFrame(AutoCloseable definition, Supplier<? extends Frame> first) {
    this.definition = definition;
    this.first = first;
  }

  @Override
  protected void entered(FlowStack stack) {
    stack.push(first.get());
  }

  @Override
  protected int run(FlowStack stack, int budget) throws Exception {
    stack.pop(this);
    close();
    return budget - 1;
  }

  @Override
  protected boolean holdsState() {
    return false;
  }

  @Override
  protected void close() throws Exception {
    AutoCloseable closing = definition;
    definition = null;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (PauseFlow pause) {
      throw new IllegalStateException("the close() of a definition must not pause", pause);
    }
  }
}
