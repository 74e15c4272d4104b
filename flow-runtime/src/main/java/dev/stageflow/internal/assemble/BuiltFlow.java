package dev.stageflow.internal.assemble;

import dev.stageflow.Flow;
import dev.stageflow.FlowDescription;
import dev.stageflow.FlowOptions;
import dev.stageflow.Sink;
import dev.stageflow.internal.flow.AbstractFlow;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.interpreter.Activation;
import dev.stageflow.internal.interpreter.Program;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.PlanException;
import dev.stageflow.internal.stage.Chain;
import dev.stageflow.internal.stage.Untyped;

/**
 * A flow that was built at run time.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type
 */
public final class BuiltFlow<I, O> extends AbstractFlow<I, O> {
  private final Program program;
  private final FlowDescription description;

  private BuiltFlow(Program program, FlowDescription description, FlowOptions options) {
    super(options);
    this.program = program;
    this.description = description;
  }

  /**
   * Makes the flow of a chain whose builder knows its types.
   *
   * @throws IllegalStateException if the stages do not fit
   */
  public static <I, O> BuiltFlow<I, O> of(Chain chain) {
    chain.requireUniqueNames();
    FlowPlan plan;
    try {
      plan = chain.plan();
    } catch (PlanException misfit) {
      throw new IllegalStateException(misfit.getMessage(), misfit);
    }
    return new BuiltFlow<>(
        Assembler.assemble(chain, plan), Describer.describe(chain, plan), FlowOptions.defaults());
  }

  @Override
  public Flow<I, O> using(FlowOptions options) {
    return new BuiltFlow<>(program, description, options);
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) {
    return new Activation(program, Untyped.sink(sink)).frame(0).begin(input);
  }

  @Override
  public FlowDescription describe() {
    return description;
  }
}
