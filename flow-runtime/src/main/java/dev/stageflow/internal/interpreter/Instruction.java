package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.failure.Failures;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.position.Waypoint;
import java.util.Objects;

/**
 * A step of the processing of an item on a level, and all that is needed to take it. Instructions
 * belong to a flow and hold nothing of a run.
 *
 * <p>An instruction hands what goes on to the next one itself, so that HotSpot can learn for each
 * kind what it calls and what comes after it; one loop that takes all steps would learn neither. It
 * leaves the rest of the way to {@linkplain LevelFrame#resumeAt the frame} where the item is
 * dropped, another frame is entered, or the stack is halted; as it does where user code pauses: the
 * step is then taken again.
 */
public abstract class Instruction {

  /** What arrives where no item does: at the end of a sequence or context. */
  public static final Object NOTHING = new Object();

  /** Where an item goes no further: the frame goes on with its next item. */
  public static final Instruction END =
      new Instruction(Waypoint.NONE) {
        @Override
        public void take(FlowStack stack, LevelFrame frame, Object item) {}
      };

  private final Waypoint waypoint;

  /**
   * For each kind of step.
   *
   * @param waypoint what to tell of it
   */
  protected Instruction(Waypoint waypoint) {
    this.waypoint = waypoint;
  }

  /** Returns what to tell of the step. */
  public final Waypoint waypoint() {
    return waypoint;
  }

  /** Names the stage that the step belongs to. */
  protected final String stage() {
    return Objects.requireNonNull(waypoint.stage(), "a step that calls is one of a stage");
  }

  /**
   * Refuses a key that no two items could share.
   *
   * @param key the key of an item
   * @throws IllegalArgumentException if it is an array
   */
  protected final void checkKey(Object key) {
    if (key.getClass().isArray()) {
      throw new IllegalArgumentException(
          "a key of stage '"
              + stage()
              + "' is a "
              + key.getClass().getSimpleName()
              + ", which equals nothing but itself, whatever it holds: give a String, a List or a"
              + " record");
    }
  }

  /**
   * Takes the step, and those that follow it.
   *
   * @param stack the stack that the frame is on
   * @param frame the frame whose item comes this way
   * @param item what arrives, or {@link #NOTHING}
   * @throws Exception what user code throws
   */
  public abstract void take(FlowStack stack, LevelFrame frame, Object item) throws Exception;

  /**
   * The source of the level that this step has entered has failed, or pauses: only a step that
   * retries, recovers or times its sequence does anything about it.
   *
   * @param stack the stack that the frames are on
   * @param frame the frame that is at this step
   * @param item what has arrived here
   * @param inner the frame that walks the source
   * @param thrown what the source threw
   * @param taken how many items have come
   * @throws Exception what the source threw, if nothing takes it
   */
  protected void sourceFailed(
      FlowStack stack,
      LevelFrame frame,
      Object item,
      LevelFrame inner,
      Throwable thrown,
      long taken)
      throws Exception {
    throw Failures.<Exception>same(thrown);
  }
}
