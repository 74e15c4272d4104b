package dev.stageflow.internal.alarm;

import dev.stageflow.internal.frame.Alarm;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * When a run is saved: some time after the last save. A run that was saved while it waits is not
 * looked after before it goes on, as nothing changes until then. A run of several stacks waits as
 * long as none of them goes on.
 */
public final class SaveTimer extends Alarm {
  private final long nanos;
  private final Consumer<? super FlowStack> enter;

  /** Whether the run waited when it was saved last. */
  private boolean savedInWait;

  /** How many turns the parts of the run had before that. */
  private long turnsBefore;

  /**
   * Makes a timer that is not set.
   *
   * @param time how long after the last save, more than zero
   * @param enter puts the frame on the stack that saves the run
   */
  public SaveTimer(Duration time, Consumer<? super FlowStack> enter) {
    nanos = Wait.nanos(time);
    this.enter = enter;
  }

  /** The run has begun, or is saved. */
  public void begin(FlowStack stack) {
    // Its parts may have gone on while it was being saved.
    savedInWait &= stack.partTurns() == turnsBefore;
    set(stack, savedInWait ? 0 : nanos);
  }

  /** The run is being saved, or ends. */
  public void end() {
    clear();
  }

  @Override
  protected boolean endsWait() {
    return !savedInWait;
  }

  @Override
  protected boolean ring(FlowStack run) {
    if (savedInWait) {
      savedInWait = false;
      begin(run);
      return false;
    }
    savedInWait = isWaiting(run);
    turnsBefore = run.partTurns();
    run.interrupt(null);
    enter.accept(run);
    return true;
  }
}
