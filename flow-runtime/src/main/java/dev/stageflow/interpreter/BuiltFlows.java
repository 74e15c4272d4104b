package dev.stageflow.interpreter;

import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowKey;
import java.util.List;
import java.util.Objects;

/** Where flows that are put together at run time begin. */
public final class BuiltFlows {

  private BuiltFlows() {}

  /**
   * Starts a flow whose input has no name.
   *
   * @param <I> the input's type
   * @return a builder without a stage
   */
  public static <I> FlowBuilder<I, I> begin() {
    return new ChainBuilder<I, I, I>(new Chain(null, List.of()));
  }

  /**
   * Starts a flow whose input has a name.
   *
   * @param input the name
   * @param <I> the input's type
   * @return a builder without a stage
   */
  public static <I> FlowBuilder<I, I> begin(FlowKey<I> input) {
    return new ChainBuilder<I, I, I>(new Chain(Objects.requireNonNull(input, "input"), List.of()));
  }
}
