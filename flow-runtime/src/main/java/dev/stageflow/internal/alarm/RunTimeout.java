package dev.stageflow.internal.alarm;

import dev.stageflow.internal.frame.Alarm;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Wait;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** When a whole run is given up. */
public final class RunTimeout extends Alarm {
  private static final long NANOS_OF_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Duration timeout;

  private RunTimeout(Duration timeout) {
    this.timeout = timeout;
  }

  /** Has a run that begins fail once the time is over that its options give it. */
  public static void set(FlowStack stack) {
    Duration timeout = stack.options().timeout();
    if (timeout != null) {
      new RunTimeout(timeout).set(stack, Wait.nanos(timeout));
    }
  }

  /** The run ends, whatever goes on. */
  @Override
  protected boolean isHeld() {
    return false;
  }

  @Override
  protected boolean ring(FlowStack run) throws TimeoutException {
    throw failure(timeout);
  }

  /** Returns the failure of a run that has taken too long. */
  public static TimeoutException failure(Duration timeout) {
    return failure("the run", timeout);
  }

  /**
   * Returns the failure of what has taken too long.
   *
   * @param what the run, or a stage
   * @param timeout how long it might have taken
   */
  public static TimeoutException failure(String what, Duration timeout) {
    return new TimeoutException(what + " took longer than " + text(timeout));
  }

  /** Returns a time as messages and diagrams show it. */
  public static String text(Duration time) {
    boolean isOfMillis = time.toNanosPart() % NANOS_OF_MILLI == 0;
    return isOfMillis ? time.toMillis() + " ms" : time.toString();
  }
}
