package dev.stageflow.internal.parallel;

import dev.stageflow.PauseFlow;
import dev.stageflow.Sink;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.slice.Parking;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/**
 * An item that is in a parallel subflow.
 *
 * @param <T> the outputs' type
 */
public abstract class InFlightFlow<T> extends InFlight<T> implements Sink<T> {
  /** How many outputs are held that must wait for those of other items. */
  private static final int BUFFER = 16;

  private final Deque<T> outputs = new ArrayDeque<>();
  private boolean entered;

  /** How many outputs have been taken. */
  private long taken;

  /** How many of them still come again, as the run was saved after they were taken. */
  private long toSkip;

  /** Whether the flow has parked because the buffer is full. */
  private boolean full;

  /** Makes an item that is not in the stage yet. */
  protected InFlightFlow() {}

  /**
   * Calls the stage, again after each pause, and enters the flows that it gives.
   *
   * @param stack the item's own stack
   * @throws PauseFlow if the stage pauses
   * @throws Exception what the stage throws
   */
  protected abstract void enterFlows(FlowStack stack) throws Exception;

  /** Has the stage called again: its flow was given up. */
  protected final void again() {
    entered = false;
  }

  /** Returns how many outputs have been taken. */
  protected final long taken() {
    return taken;
  }

  /**
   * The stage is called again. The outputs that were taken before the run was saved are passed
   * over.
   *
   * @param taken how many they are
   */
  public final void restoreTaken(long taken) {
    this.taken = taken;
    toSkip = taken;
  }

  @Override
  final boolean start(Owner owner, FlowStack idle, IdleStacks stacks) {
    // Not at once: a recursion of such flows would be one of methods.
    beginInTurn(owner, stacks, idle);
    return false;
  }

  @Override
  protected final int run(FlowStack stack, int budget) throws Exception {
    if (entered) {
      stack.pop(this);
    } else {
      enterFlows(stack);
      entered = true;
    }
    return budget - 1;
  }

  /** Takes an output of the flow, as soon as there is room for it. */
  @Override
  public final void accept(T output) throws PauseFlow {
    if (toSkip > 0) {
      toSkip--;
      return;
    }
    if (outputs.size() >= BUFFER) {
      full = true;
      throw Parking.park();
    }
    outputs.add(output);
    given();
  }

  @Override
  final boolean hasMore() {
    return !outputs.isEmpty();
  }

  @Override
  final boolean takeNext() {
    T next = outputs.poll();
    if (next == null) {
      return false;
    }
    give(next);
    taken++;
    if (full) {
      full = false;
      Objects.requireNonNull(stack()).ready();
    }
    return true;
  }

  @Override
  protected void close() {}
}
