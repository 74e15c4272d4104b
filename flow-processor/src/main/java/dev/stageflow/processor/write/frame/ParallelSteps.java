package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.parallel.Window;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Parallel;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes the steps of stages whose calls are started: how the windows of parallel ones are opened,
 * filled and awaited, and how forks are started.
 */
final class ParallelSteps {
  private final FlowModel model;
  private final FlowPlan plan;
  private final Layout layout;
  private final FlowNames names;
  private final FrameTypes types;
  private final FrameVariables variables;

  ParallelSteps(FlowModel model, Layout layout, FlowNames names, FrameVariables variables) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.names = names;
    this.types = new FrameTypes(model, names);
    this.variables = variables;
  }

  /** Opens a window, and enters the level that runs ahead and the one that takes the values. */
  void open(Step step, String next, CodeBlock.Builder code) {
    int stage = step.element();
    Parallel parallel = model.parallel(stage);
    code.addStatement("step = $N", next)
        .addStatement(
            "$T source = new $T<>(stack, $L, $L)",
            types.window(stage),
            Window.class,
            parallel.limit(),
            parallel.ordered())
        .add(enterAhead(step))
        .addStatement("$L.enter(stack, source)", variables.innerFrame(plan.windowLevel(stage)))
        .addStatement("return true");
  }

  private CodeBlock enterAhead(Step step) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock enter = CodeBlock.of("$L.enter(source.ahead())", variables.innerFrame(step.level()));
    if (!model.isDurable()) {
      return code.addStatement(enter).build();
    }
    return code.beginControlFlow(
            "if (!$L.isRestored())", variables.innerFrame(plan.windowLevel(step.element())))
        .addStatement(enter)
        .endControlFlow()
        .build();
  }

  /** Starts the stage for the item as soon as there is room. */
  void start(Step step, String end, CodeBlock.Builder code) {
    code.addStatement(start(step.element(), variables::value)).addStatement("step = $N", end);
  }

  /**
   * The call that starts a stage.
   *
   * @param values gives each value that the item takes along
   */
  CodeBlock start(int stage, IntFunction<CodeBlock> values) {
    return CodeBlock.of("$L.add(stack, $L)", window(stage), started(stage, values));
  }

  /** Starts a fork for the item, which goes on. */
  void fork(int stage, String next, CodeBlock.Builder code) {
    code.addStatement("$L = forks.start(stack, $L)", variables.fork(stage), started(stage))
        .addStatement("step = $N", next);
  }

  /** An item that a stage is started for, with its arguments. */
  private CodeBlock started(int stage) {
    return started(stage, variables::value);
  }

  /**
   * The same.
   *
   * @param values gives each value that it takes
   */
  CodeBlock started(int stage, IntFunction<CodeBlock> values) {
    InFlightWriter item = new InFlightWriter(model, names, stage, null);
    List<CodeBlock> arguments = new ArrayList<>();
    if (item.usesStages()) {
      arguments.add(variables.stages());
    }
    if (item.usesOutputs()) {
      arguments.add(variables.outputs());
    }
    if (item.usesSink()) {
      arguments.add(variables.sink());
    }
    for (int value : item.values()) {
      arguments.add(values.apply(value));
    }
    return CodeBlock.of("new $T($L)", types.inFlight(stage), CodeBlock.join(arguments, ",$W"));
  }

  /** Waits for the items in flight before a hook. */
  void awaitEmpty(Step step, CodeBlock.Builder code) {
    for (int stage : plan.awaitedBy(layout.level(), step)) {
      code.addStatement("$L.awaitEmpty(stack)", window(stage));
    }
  }

  private CodeBlock window(int stage) {
    return CodeBlock.of("$L.source", variables.innerFrame(plan.windowLevel(stage)));
  }
}
