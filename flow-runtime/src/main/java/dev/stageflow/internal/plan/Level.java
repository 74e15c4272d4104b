package dev.stageflow.internal.plan;

import java.util.List;

/**
 * What one frame does: it takes items from its source, and each goes the way of the steps.
 *
 * @param index the level's index in the plan
 * @param kind where its items come from
 * @param element the stage whose values are the items, or {@link FlowPlan#RUN}; the parallel stage
 *     that a level runs ahead of; the context that a group shares
 * @param parent the index of the level in whose scope this one is, or {@link Step#NO_LEVEL}
 * @param steps the way of an item
 */
public record Level(int index, Kind kind, int element, int parent, List<Step> steps) {

  /** Where a level's items come from. */
  public enum Kind {
    /** The run's input, or nothing where the first stage takes none: one activation a run. */
    RUN,
    /** The values of a sequence. */
    SEQUENCE,
    /** The outputs of a subflow, one in each activation. */
    SUBFLOW,
    /** The one value that an accumulate passes on; for those that may do so before their time. */
    TAIL,
    /** What stands before a parallel stage, and runs ahead of it: one activation a window. */
    AHEAD,
    /** The values of a parallel stage, as they come out of its window. */
    PARALLEL,
    /** There is no item: the level is entered when an accumulate's time is over. */
    FLUSH,
    /** There is no item: the level is entered when a group of items has ended. */
    GROUP
  }

  /**
   * Copies the steps.
   *
   * @param index the level's index in the plan
   * @param kind where its items come from
   * @param element the stage whose values are the items, or {@link FlowPlan#RUN}
   * @param parent the index of the level in whose scope this one is, or {@link Step#NO_LEVEL}
   * @param steps the way of an item
   */
  public Level {
    steps = List.copyOf(steps);
  }
}
