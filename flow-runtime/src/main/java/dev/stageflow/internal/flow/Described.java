package dev.stageflow.internal.flow;

import dev.stageflow.FlowDescription;

/** What a run tells of the flow that it is one of. */
interface Described {

  /**
   * Describes the flow.
   *
   * @return its stages
   */
  FlowDescription describe();
}
