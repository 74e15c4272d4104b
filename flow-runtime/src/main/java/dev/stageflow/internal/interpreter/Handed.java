package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.stage.Both;

/**
 * The places of what a call takes besides its item.
 *
 * @param first the place of a value from further up; {@link Program#NOWHERE} if it takes none
 * @param second that of another one; {@link Program#NOWHERE} if it takes one at most
 */
public record Handed(int first, int second) {

  /** Returns the value that a frame hands over, or both of them. */
  public Object by(LevelFrame frame) {
    Object value = frame.value(first);
    return second == Program.NOWHERE ? value : new Both(value, frame.value(second));
  }
}
