package dev.stageflow.internal.interpreter;

import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.stage.CallSite;
import dev.stageflow.internal.stage.Stage;
import java.util.List;

/**
 * A flow as its frames follow it.
 *
 * @param levels what each level's frame does, the run's first
 * @param accumulates the stages that gather, and their names
 * @param places how many values a run may hold
 * @param site where the flow was begun
 */
public record Program(List<Code> levels, List<Gathering> accumulates, int places, CallSite site) {

  /** The place of a value that is not there. */
  public static final int NOWHERE = 0;

  public Program {
    levels = List.copyOf(levels);
    accumulates = List.copyOf(accumulates);
  }

  /**
   * One level.
   *
   * @param stage the stage that gives its items
   * @param parent the index of the level that enters this one, or {@link
   *     dev.stageflow.internal.plan.Step#NO_LEVEL}
   * @param source where they come from
   * @param first an item's first step
   * @param end what to tell once the item is done
   * @param owned the places of all values that are of no use once the level has ended
   * @param accumulators the indices of the accumulators of the contexts that it opens
   */
  @SuppressWarnings("ArrayRecordComponent") // walked for each item, never compared
  public record Code(
      String stage,
      int parent,
      SourceKind source,
      Instruction first,
      Waypoint end,
      int[] owned,
      int[] accumulators) {}

  /** Where a level's items come from. */
  public enum SourceKind {
    /** There is but one, which is given. */
    SINGLE,
    /**
     * The same, of a level that runs ahead of a parallel stage, which traces do not show as a level
     * of its own.
     */
    AHEAD,
    /** An {@link Iterable}. */
    ITERABLE,
    /** A {@link dev.stageflow.FlowIterator}. */
    FLOW_ITERATOR
  }

  /**
   * An accumulate.
   *
   * @param name its name
   * @param stage what it does
   * @param bucket the place of what it has gathered
   * @param flushLevel the level that is entered when its time is over; {@link
   *     dev.stageflow.internal.plan.Step#NO_LEVEL} if it may take any
   */
  public record Gathering(String name, Stage.Accumulate stage, int bucket, int flushLevel) {}
}
