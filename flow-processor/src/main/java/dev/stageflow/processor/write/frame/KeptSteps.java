package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.ShellTypes;

/** Writes how the run of a keyed flow uses an accumulator that is kept from run to run. */
final class KeptSteps {
  private final FlowModel model;
  private final FlowPlan plan;
  private final Layout layout;
  private final FrameVariables variables;

  KeptSteps(FlowModel model, Layout layout, FrameVariables variables) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.variables = variables;
  }

  /** Whether a step opens or finishes the accumulator that may be kept. */
  boolean concern(Step step) {
    return model.isKeyed()
        && switch (step.kind()) {
          case OPEN -> step.element() == FlowPlan.RUN;
          case FINISH -> step.element() == accumulate();
          default -> false;
        };
  }

  private int accumulate() {
    return plan.accumulatesIn(FlowPlan.RUN).get(0);
  }

  /** Goes on with the kept accumulator, or opens the run by the code that is written next. */
  void open(String next, CodeBlock.Builder code) {
    Step finish = layout.steps().stream().filter(this::finishes).findFirst().orElseThrow();
    code.beginControlFlow("if ($N.isGiven())", ShellTypes.KEPT)
        .addStatement("$L = $N.take()", variables.bucket(accumulate()), ShellTypes.KEPT)
        .addStatement("$L = true", variables.filled(accumulate()))
        .addStatement("step = $N.isKeeping() ? $N : $N", ShellTypes.KEPT, next, layout.name(finish))
        .nextControlFlow("else");
  }

  private boolean finishes(Step step) {
    return step.kind() == Step.Kind.FINISH && concern(step);
  }

  /** Hands over the accumulator, or finishes it by the code that is written next. */
  void finish(String end, CodeBlock.Builder code) {
    CodeBlock filled = variables.filled(accumulate());
    code.beginControlFlow("if ($L && $N.isKeeping())", filled, ShellTypes.KEPT)
        .addStatement("$N.keep($L)", ShellTypes.KEPT, variables.bucket(accumulate()))
        .addStatement("step = $N", end)
        .nextControlFlow("else if ($L)", filled);
  }
}
