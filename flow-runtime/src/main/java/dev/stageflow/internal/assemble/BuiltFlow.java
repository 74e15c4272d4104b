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
import org.jspecify.annotations.Nullable;

/**
 * A flow that was built at run time.
 *
 * @param <I> the input's type
 * @param <O> the outputs' type
 */
public final class BuiltFlow<I, O> extends AbstractFlow<I, O> {
  private final Program program;
  private final FlowDescription description;

  /** The type of the outputs of several stages; null where they are those of the last one. */
  private final @Nullable Class<O> outputs;

  private BuiltFlow(
      Program program,
      FlowDescription description,
      @Nullable Class<O> outputs,
      FlowOptions options) {
    super(options);
    this.program = program;
    this.description = description;
    this.outputs = outputs;
  }

  /**
   * Makes the flow of a chain whose builder knows its types.
   *
   * @throws IllegalStateException if the stages do not fit
   */
  public static <I, O> BuiltFlow<I, O> of(Chain chain) {
    chain.requireOneOutput();
    return made(chain, null);
  }

  /**
   * Makes the flow of a chain whose outputs come from several stages.
   *
   * @param outputs the type of all of them
   * @throws IllegalArgumentException if the type is a primitive one
   * @throws IllegalStateException if the stages do not fit
   */
  public static <I, O> BuiltFlow<I, O> of(Chain chain, Class<O> outputs) {
    if (outputs.isPrimitive()) {
      throw new IllegalArgumentException("outputs are objects: give " + outputs + "'s box");
    }
    return made(chain, outputs);
  }

  private static <I, O> BuiltFlow<I, O> made(Chain chain, @Nullable Class<O> outputs) {
    chain.requireUniqueNames();
    FlowPlan plan;
    try {
      plan = chain.plan();
    } catch (PlanException misfit) {
      throw new IllegalStateException(misfit.getMessage(), misfit);
    }
    return new BuiltFlow<>(
        Assembler.assemble(chain, plan),
        Describer.describe(chain, plan),
        outputs,
        FlowOptions.defaults());
  }

  @Override
  public Flow<I, O> using(FlowOptions options) {
    return new BuiltFlow<>(program, description, outputs, options);
  }

  @Override
  protected Frame begin(I input, Sink<? super O> sink) {
    return new Activation(program, checked(sink)).frame(0).begin(input);
  }

  /** What comes from several stages is of the type that the flow says, or ends the run. */
  private Sink<@Nullable Object> checked(Sink<? super O> sink) {
    Class<O> type = outputs;
    return type == null ? Untyped.sink(sink) : output -> sink.accept(type.cast(output));
  }

  @Override
  public FlowDescription describe() {
    return description;
  }
}
