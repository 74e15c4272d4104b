package dev.stageflow.internal.parallel;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Parking;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that was started for an item, which has gone on. Later stages wait for what it gives.
 *
 * @param <T> the type of what the call gives
 */
public abstract class Fork<T> extends InFlightCall<T> {

  /** The stacks that have parked until the call has ended; null if none has. */
  private @Nullable List<FlowStack> waiting;

  /** Makes a call that is not started yet. */
  protected Fork() {}

  /**
   * Waits until the call has ended.
   *
   * @param stack the stack of the frame that waits
   * @return whether the call has given something: its {@link #value}
   * @throws PauseFlow as long as the call has not ended
   * @throws Exception what it has failed with
   */
  public final boolean join(FlowStack stack) throws Exception {
    if (!isOver()) {
      if (waiting == null) {
        waiting = new ArrayList<>(1);
      }
      waiting.add(stack);
      throw Parking.park();
    }
    Throwable failure = failure();
    if (failure != null) {
      stack.failedIn(stack());
      throw Failures.<Exception>same(failure);
    }
    return !isEmpty();
  }

  /** Has those go on that wait. */
  final void wake() {
    if (waiting != null) {
      waiting.forEach(FlowStack::ready);
      waiting = null;
    }
  }
}
