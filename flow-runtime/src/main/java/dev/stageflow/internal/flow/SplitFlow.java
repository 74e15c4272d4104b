package dev.stageflow.internal.flow;

import dev.stageflow.FlowOptions;
import java.util.Objects;

/**
 * What generated classes extend whose flows take other sinks beside that of the outputs: they are
 * no flows until these are given.
 */
public abstract class SplitFlow {
  private final FlowOptions options;

  /**
   * For subclasses, which must be immutable.
   *
   * @param options how the flow is run
   */
  protected SplitFlow(FlowOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Returns how the flow is run.
   *
   * @return the options
   */
  protected final FlowOptions options() {
    return options;
  }
}
