package dev.stageflow.internal.position;

import org.jspecify.annotations.Nullable;

/**
 * What a frame has started and waits for: an item in a parallel stage, or a fork.
 *
 * @param stage the stage that it is in
 * @param item the item that the stage has taken; null if that is the frame's item in hand
 * @param nanos how long ago that was, in nanoseconds
 */
public record StartedItem(String stage, @Nullable Object item, long nanos) {

  /** The same, of the frame's item in hand. */
  public StartedItem ofItemInHand() {
    return new StartedItem(stage, null, nanos);
  }
}
