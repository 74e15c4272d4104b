package dev.stageflow.internal.guard;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Applies a timeout to a subflow: the frame below the subflow's frames drops them when the next
 * output, or the end, takes too long. The time in which later stages process an output does not
 * count.
 */
public final class SubflowTimeout extends Frame {
  private final GuardedCall<?> call;
  private final Runnable again;

  /** Null if the subflow may take any time: it stands in for one that has failed. */
  private final @Nullable Deadline deadline;

  private final Frame resumed = new Resumed();

  /** How many outputs were given. */
  private long given;

  SubflowTimeout(GuardedCall<?> call, @Nullable Deadline deadline, Runnable again) {
    this.call = call;
    this.deadline = deadline;
    this.again = again;
  }

  /** Puts this on the stack; the subflow's frames come next. */
  public void enter(FlowStack stack) {
    stack.push(this);
    begin(stack);
  }

  /**
   * Puts this on the stack of a run that goes on while an output is on its way: until that is
   * through, no time is counted.
   *
   * @param stack the stack
   * @return what is to be put above the subflow's frames, below those of the output
   */
  public Frame enterWithOutputUnderWay(FlowStack stack) {
    stack.push(this);
    return resumed;
  }

  private void begin(FlowStack stack) {
    if (deadline != null) {
      deadline.begin(stack, this, this::giveUp);
    }
  }

  private void stop() {
    if (deadline != null) {
      deadline.end();
    }
  }

  private void giveUp(FlowStack stack, TimeoutException failure) throws Exception {
    PauseFlow pause = call.decide(stack, failure, given);
    stack.giveUpFrom(this, failure);
    again.run();
    if (pause != null) {
      stack.pause(pause);
    }
  }

  /**
   * Returns what takes the subflow's outputs.
   *
   * @param stack the stack that this is on
   * @param outlet takes them in the end; may {@linkplain FlowStack#call call} a frame for each
   * @param <R> their type
   */
  public <R> Sink<R> outlet(FlowStack stack, Sink<? super R> outlet) {
    return output -> {
      stop();
      Frame emitting = stack.top();
      outlet.accept(output);
      given++;
      if (stack.top() == emitting) {
        begin(stack);
      } else {
        stack.insert(resumed, emitting);
      }
    };
  }

  @Override
  protected int run(FlowStack stack, int budget) {
    stack.pop(this);
    stop();
    call.end();
    return budget - 1;
  }

  @Override
  protected boolean holdsState() {
    return false;
  }

  @Override
  protected void close() {
    stop();
  }

  /** Counts the time again, once an output has been processed. */
  private final class Resumed extends Frame {
    @Override
    protected int run(FlowStack stack, int budget) {
      stack.pop(this);
      begin(stack);
      return budget - 1;
    }

    @Override
    protected boolean holdsState() {
      return false;
    }

    @Override
    protected void close() {}
  }
}
