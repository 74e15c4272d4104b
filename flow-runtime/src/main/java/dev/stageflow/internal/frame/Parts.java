package dev.stageflow.internal.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a run that are inside of one of its frames, each on a stack of its own: the one that
 * runs ahead, and what it has started.
 */
public interface Parts {

  /** Returns the stack of the part that runs ahead of the frame. */
  FlowStack ahead();

  /** Returns the stack of the part whose failure has come to the frame; null if none has. */
  @Nullable FlowStack failed();

  /**
   * Returns a part that has something open. The parts are closed before the frame is, innermost
   * first.
   *
   * @return the stack whose part is to be closed next; null if there is none
   */
  @Nullable FlowStack open();

  /** Returns what has been started and has not gone on, in the order in which it was started. */
  List<Started> started();

  /**
   * What has been started.
   *
   * @param stage the stage that it is in
   * @param item the item that the stage has taken
   * @param nanos how long ago that was, in nanoseconds
   */
  record Started(String stage, Object item, long nanos) {}
}
