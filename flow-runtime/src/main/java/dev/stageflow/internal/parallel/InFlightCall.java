package dev.stageflow.internal.parallel;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.frame.FlowStack;
import org.jspecify.annotations.Nullable;

/**
 * An item that is in a parallel function, or in one that is a fork.
 *
 * @param <T> the type of what the function gives
 */
public abstract class InFlightCall<T> extends InFlight<T> {
  /** Makes an item that is not in the stage yet. */
  protected InFlightCall() {}

  /**
   * Calls the function, again after each pause.
   *
   * @param stack the item's own stack, which waits for what the function returns
   * @return what the function gives; null drops the item
   * @throws dev.stageflow.PauseFlow as long as there is nothing
   * @throws Exception what the function throws
   */
  protected abstract @Nullable T call(FlowStack stack) throws Exception;

  /**
   * Makes the first call at once, so that what is asked of another service goes out in the order of
   * the items. The frame is pushed only if the call does not return.
   */
  @Override
  final boolean start(Owner owner, FlowStack idle, IdleStacks stacks) {
    try {
      give(call(idle));
    } catch (PauseFlow pause) {
      takeStack(owner, stacks);
      idle.pushPaused(this, pause);
      return false;
    } catch (Throwable failure) {
      takeStack(owner, stacks);
      idle.push(this);
      failed(failure);
      return false;
    }
    return true;
  }

  @Override
  protected final int run(FlowStack stack, int budget) throws Exception {
    give(call(stack));
    stack.pop(this);
    return budget - 1;
  }

  /** Not asked again once it was true: nothing comes after the one value. */
  @Override
  final boolean takeNext() {
    return isOver() && !isEmpty();
  }

  @Override
  final boolean hasMore() {
    return false;
  }

  @Override
  protected void close() {}
}
