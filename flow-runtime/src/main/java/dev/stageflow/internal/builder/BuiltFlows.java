package dev.stageflow.internal.builder;

import dev.stageflow.Flow;
import dev.stageflow.FlowBuilder;
import dev.stageflow.FlowKey;
import dev.stageflow.internal.flow.RecursiveFlow;
import dev.stageflow.internal.stage.Stage;
import dev.stageflow.internal.stage.Untyped;
import java.util.Objects;
import java.util.function.Function;

/** Where flows that are built at run time begin. */
public final class BuiltFlows {

  /** Built when it is first asked for: whoever begins another flow does not pay for it. */
  private static final class Identity {
    static final Flow<Object, Object> FLOW = BuiltFlows.<Object>begin().build();
  }

  private BuiltFlows() {}

  /**
   * Starts a flow whose input has no name.
   *
   * @param <I> the input's type
   * @return a builder without a stage
   */
  public static <I> FlowBuilder<I, I> begin() {
    return new ChainBuilder<I, I>(Draft.empty(Stage.UNNAMED));
  }

  /**
   * Returns a flow whose output is its input.
   *
   * @param <T> the type of both
   * @return the flow
   */
  public static <T> Flow<T, T> identity() {
    return Untyped.passingOn(Identity.FLOW);
  }

  /**
   * Makes a flow that has itself as a part.
   *
   * @param definition takes what stands for the flow, and gives the flow
   * @param <I> the input's type
   * @param <O> the outputs' type
   * @return the flow
   */
  public static <I, O> Flow<I, O> recursive(
      Function<? super Flow<I, O>, ? extends Flow<I, O>> definition) {
    return RecursiveFlow.of(definition);
  }

  /**
   * Starts a flow whose input has a name.
   *
   * @param input the name
   * @param <I> the input's type
   * @return a builder without a stage
   */
  public static <I> FlowBuilder<I, I> begin(FlowKey<I> input) {
    Objects.requireNonNull(input, "input");
    return new ChainBuilder<I, I>(Draft.empty(Stage.Label.of(input)));
  }
}
