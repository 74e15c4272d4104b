package dev.stageflow.internal.frame;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.tunnel.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a frame that waits and those that run meanwhile, because they were due at some
 * time: keeps what is waited for, until they have ended.
 */
final class Interruption extends Frame {
  private @Nullable Awaited<?> awaited;
  private @Nullable PauseFlow pause;
  private final long until;
  private final long deadlines;

  /**
   * Makes an interruption.
   *
   * @param awaited what the frame below has started and waits for
   * @param pause what it waits for; null if it does not wait
   * @param until when that wait is over, if it names no condition
   * @param deadlines how many deadlines have passed so far
   */
  Interruption(
      @Nullable Awaited<?> awaited, @Nullable PauseFlow pause, long until, long deadlines) {
    this.awaited = awaited;
    this.pause = pause;
    this.until = until;
    this.deadlines = deadlines;
  }

  /** Has the frame below go on, once this has ended, if it waits for an item: none comes. */
  void drained() {
    if (awaited == null ? FlowStack.isAtSource(caller) : awaited.endItems()) {
      pause = null;
    }
  }

  @Override
  protected int run(FlowStack stack, int budget) {
    stack.pop(this);
    stack.goOnAwaiting(awaited);
    awaited = null;
    PauseFlow rest =
        pause == null || stack.alarms().deadlines() != deadlines
            ? null
            : Alarms.rest(pause, until - stack.clock().nanoTime());
    if (rest != null) {
      stack.pause(rest);
    }
    return budget - 1;
  }

  @Override
  protected boolean holdsState() {
    return false;
  }

  @Override
  protected void close() throws Exception {
    Awaited<?> abandoned = awaited;
    awaited = null;
    if (abandoned != null) {
      abandoned.abandon();
    }
  }
}
