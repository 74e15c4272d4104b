package dev.stageflow.interpreter;

import dev.stageflow.FlowDescription;
import dev.stageflow.Sink;
import dev.stageflow.engine.Frame;
import dev.stageflow.plan.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A definition's stages together with those that were added to them, taken step by step by the
 * frames of flows that are put together at run time.
 *
 * @param <D> the definition's type
 * @param <I> the input's type; of no importance where the first stage takes none
 * @param <O> the outputs' type; {@link Void} where the last stage consumes its items
 */
public final class SteppedFlow<D, I, O> {
  private final Program program;

  /** For each stage to which some were added these, as they are described but for their type. */
  private final Map<String, List<FlowDescription.Stage>> added;

  SteppedFlow(Program program, Map<String, List<FlowDescription.Stage>> added) {
    this.program = program;
    this.added = added;
  }

  /**
   * Makes the frame that an activation begins with.
   *
   * @param stages the definition
   * @param input the input
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  public Frame begin(D stages, I input, Sink<? super O> sink) {
    return new Activation(program, stages, Untyped.sink(sink)).frame(0).begin(input);
  }

  /**
   * Makes the frame that an activation begins with whose first stage takes no item.
   *
   * @param stages the definition
   * @param sink takes the outputs
   * @return a frame that is on no stack
   */
  public Frame begin(D stages, Sink<? super O> sink) {
    return new Activation(program, stages, Untyped.sink(sink)).frame(0).begin(Instruction.NOTHING);
  }

  /** Describes an added stage, but for its type, which is that of the stage before. */
  static FlowDescription.Stage described(String name, Element.Kind kind) {
    return new FlowDescription.Stage(
        name, FlowDescription.Kind.valueOf(kind.name()), null, false, null);
  }

  /**
   * Describes the flow.
   *
   * @param definition describes the definition's stages alone
   * @return those and the added ones
   */
  public FlowDescription describe(FlowDescription definition) {
    List<FlowDescription.Stage> stages = new ArrayList<>();
    for (FlowDescription.Stage stage : definition.stages()) {
      stages.add(stage);
      for (FlowDescription.Stage more : added.getOrDefault(stage.name(), List.of())) {
        stages.add(
            new FlowDescription.Stage(more.name(), more.kind(), stage.output(), false, null));
      }
    }
    return new FlowDescription(definition.name(), definition.input(), stages);
  }
}
