package dev.stageflow.internal.flow;

import dev.stageflow.FlowDescription;

/** What a run knows about its flow. */
public interface Described {

  /**
   * Describes the flow.
   *
   * @return its stages
   */
  FlowDescription describe();
}
