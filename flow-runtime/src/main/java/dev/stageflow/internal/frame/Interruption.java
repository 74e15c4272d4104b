package dev.stageflow.internal.frame;

import dev.stageflow.PauseFlow;
import dev.stageflow.internal.tunnel.Awaited;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a frame that waits and those that run meanwhile, because they were due at some
 * time: keeps what is waited for, until they have ended.
 */
final class Interruption extends Frame {
  private final Alarms alarms;
  private final @Nullable Frame owner;
  private @Nullable Awaited<?> awaited;
  private @Nullable PauseFlow pause;
  private final long until;

  /**
   * Makes an interruption.
   *
   * @param alarms the stack's alarms
   * @param owner the frame whose work is due; null if that is not the flow's
   * @param awaited what the frame below has started and waits for
   * @param pause what it waits for; null if it does not wait
   * @param until when that wait is over, if it names no condition
   */
  Interruption(
      Alarms alarms,
      @Nullable Frame owner,
      @Nullable Awaited<?> awaited,
      @Nullable PauseFlow pause,
      long until) {
    this.alarms = alarms;
    this.owner = owner;
    this.awaited = awaited;
    this.pause = pause;
    this.until = until;
  }

  /**
   * Returns whether what was due belongs to a frame that stands between this and another one.
   *
   * @param below that other frame, on the same stack
   */
  boolean isOfFrameAbove(Frame below) {
    for (Frame frame = caller; frame != null && frame != below; frame = frame.caller) {
      if (frame == owner) {
        return true;
      }
    }
    return false;
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
    alarms.interruptionEnds();
    stack.goOnAwaiting(awaited);
    awaited = null;
    PauseFlow rest = pause == null ? null : Alarms.rest(pause, until - stack.clock().nanoTime());
    if (rest == null) {
      stack.haltIfDue();
    } else {
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
    alarms.interruptionEnds();
    Awaited<?> abandoned = awaited;
    awaited = null;
    if (abandoned != null) {
      abandoned.abandon();
    }
  }
}
