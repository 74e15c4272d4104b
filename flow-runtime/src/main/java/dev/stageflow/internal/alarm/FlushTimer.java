package dev.stageflow.internal.alarm;

import dev.stageflow.internal.frame.Alarm;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * When what an accumulate has gathered goes on, though its context is still open: some time after
 * the first item. Kept by the frame that opened the context.
 */
public final class FlushTimer extends Alarm {
  private final Frame owner;
  private final long nanos;
  private final Consumer<? super FlowStack> enter;

  /**
   * Makes a timer that is not set.
   *
   * @param owner the frame that keeps it
   * @param time how long after the first item, more than zero
   * @param enter puts the frame on the stack that passes on what was gathered
   */
  public FlushTimer(Frame owner, Duration time, Consumer<? super FlowStack> enter) {
    this.owner = owner;
    nanos = Wait.nanos(time);
    this.enter = enter;
  }

  /** An item has come; the first one counts. */
  public void begin(FlowStack stack) {
    if (!isSet()) {
      set(stack, nanos);
    }
  }

  /** What was gathered goes on. */
  public void end() {
    clear();
  }

  @Override
  protected boolean ring(FlowStack run) {
    run.interrupt(owner);
    enter.accept(run);
    return true;
  }
}
