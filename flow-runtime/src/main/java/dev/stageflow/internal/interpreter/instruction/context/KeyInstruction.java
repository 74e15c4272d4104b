package dev.stageflow.internal.interpreter.instruction.context;

import dev.stageflow.PauseFlow;
import dev.stageflow.function.StageFunction;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.interpreter.Instruction;
import dev.stageflow.internal.interpreter.LevelFrame;
import dev.stageflow.internal.position.Waypoint;
import org.jspecify.annotations.Nullable;

/**
 * Calls what gives the key of an item's group, and notes it where the group is not the open one.
 */
public final class KeyInstruction extends Instruction {
  private final StageFunction<@Nullable Object, Object> by;
  private final int key;
  private final Instruction other;
  private final Instruction inside;

  /**
   * Makes a step.
   *
   * @param waypoint what to tell of it
   * @param by gives the key
   * @param key the place of the open group's key, before that of the next one's
   * @param other where an item of another group goes
   * @param inside where an item of the open group goes
   */
  public KeyInstruction(
      Waypoint waypoint,
      StageFunction<@Nullable Object, Object> by,
      int key,
      Instruction other,
      Instruction inside) {
    super(waypoint);
    this.by = by;
    this.key = key;
    this.other = other;
    this.inside = inside;
  }

  @Override
  public void take(FlowStack stack, LevelFrame frame, Object item) throws Exception {
    Object found;
    try {
      found = keyOf(item);
    } catch (Throwable thrown) {
      if (frame.stopAt(this, item, stack, thrown)) {
        return;
      }
      throw thrown;
    }
    boolean isInside = areEqual(found, frame.value(key));
    if (!isInside) {
      frame.keep(key + 1, found);
    }
    Instruction next = isInside ? inside : other;
    if (stack.isHalted()) {
      frame.resumeAt(next, item);
    } else {
      next.take(stack, frame, item);
    }
  }

  /** No key is asked whether it equals one that is not there: not every equals expects that. */
  private static boolean areEqual(Object found, @Nullable Object open) {
    return found == open || (open != null && open != NOTHING && found.equals(open));
  }

  private Object keyOf(Object item) throws Exception {
    try {
      Object found = by.apply(item);
      if (found == null) {
        return NOTHING;
      }
      checkKey(found);
      return found;
    } catch (PauseFlow pause) {
      throw new IllegalStateException(
          "the key of the context of stage '" + stage() + "' must not pause", pause);
    }
  }
}
