package dev.stageflow.internal.position;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to tell of a step if an item stands there.
 *
 * @param stage the stage that the step belongs to; {@code sink} for the sink; null past the last
 *     step, and where there is none
 * @param contexts the stages whose contexts the level has open there, outermost first
 * @param after the stage whose items or outputs go their way on other levels while the item stands
 *     there; null if there is none
 */
public record Waypoint(@Nullable String stage, List<String> contexts, @Nullable String after) {

  /** What an output's step is called. */
  public static final String SINK = "sink";

  /** What stands for a stage where the items are those that a run, or a subflow, is given. */
  public static final String INPUT = "input";

  /** Where there is nothing to tell. */
  public static final Waypoint NONE = new Waypoint(null, List.of(), null);

  /**
   * Copies the contexts.
   *
   * @param stage the stage that the step belongs to, or null
   * @param contexts the stages whose contexts the level has open there, outermost first
   * @param after the stage whose items or outputs are on their way, or null
   */
  public Waypoint {
    contexts = List.copyOf(contexts);
  }

  /**
   * Makes the waypoint of a stage.
   *
   * @param stage the stage that a step belongs to; {@link #SINK} for the sink
   * @return it, with no context open
   */
  public static Waypoint at(String stage) {
    return new Waypoint(stage, List.of(), null);
  }

  /**
   * Opens a context.
   *
   * @param context the stage whose context the level has open here, inside of those so far
   * @return a waypoint with that context
   */
  public Waypoint in(String context) {
    List<String> more = new ArrayList<>(contexts);
    more.add(context);
    return new Waypoint(stage, more, after);
  }

  /**
   * Sets which stage's items go their way on other levels while an item stands here.
   *
   * @param entered that stage; {@link #SINK} for what the sink has called
   * @return a waypoint with that stage
   */
  public Waypoint after(String entered) {
    return new Waypoint(stage, contexts, entered);
  }
}
