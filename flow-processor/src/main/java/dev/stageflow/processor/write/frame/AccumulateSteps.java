package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.plan.Element.Trait;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.Expression;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.ShellTypes;
import dev.stageflow.processor.write.expression.ValueCall;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of accumulators: how they start, add items, and pass on their values, and how
 * the run of a keyed flow uses one that is kept from run to run.
 */
final class AccumulateSteps {
  private final FlowModel model;
  private final FlowPlan plan;
  private final FlowNames names;
  private final FrameVariables variables;
  private final Calls calls;
  private final FrameTypes types;
  private final Layout layout;

  AccumulateSteps(
      FlowModel model, Layout layout, FlowNames names, FrameVariables variables, Calls calls) {
    this.model = model;
    this.plan = model.plan();
    this.names = names;
    this.variables = variables;
    this.calls = calls;
    this.types = new FrameTypes(model, names);
    this.layout = layout;
  }

  /**
   * Opens a context: its accumulators are empty.
   *
   * @return whether a stage is called, so that the stack may be halted
   */
  boolean open(Step step, String next, CodeBlock.Builder code) {
    boolean called = false;
    boolean isKept = isKept(step);
    if (isKept) {
      openKept(next, code);
    }
    for (int accumulate : plan.accumulatesIn(step.element())) {
      code.addStatement("$L = $L", variables.bucket(accumulate), calls.start(accumulate));
      if (names.hasFilled(accumulate)) {
        code.addStatement("$L = false", variables.filled(accumulate));
      }
      if (names.hasPassed(accumulate)) {
        code.addStatement("$L = false", variables.passed(accumulate));
      }
      called |= callsStage(accumulate);
    }
    code.addStatement("step = $N", next);
    if (isKept) {
      code.endControlFlow();
    }
    return called;
  }

  private boolean callsStage(int accumulate) {
    return !(((Accumulate) model.elements().get(accumulate)).bucket().start()
        instanceof Expression);
  }

  private void startAnew(int accumulate, CodeBlock.Builder code) {
    code.addStatement("$L = $L", variables.bucket(accumulate), calls.startAnew(accumulate));
  }

  /** Goes on after an item was added. */
  void added(Step step, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    if (names.hasFilled(element)) {
      code.addStatement("$L = true", variables.filled(element));
    }
    if (names.hasTimer(element)) {
      code.addStatement("$L.begin(stack)", variables.timer(element));
    }
    code.addStatement("step = $N", plan.elements().get(element).has(Trait.FLUSH_WHEN) ? next : end);
  }

  /**
   * Passes on an accumulator's value while its context is open, and starts a new one.
   *
   * @return whether the code after the step can be reached: not if a value always goes on
   */
  boolean pass(Step step, String end, CodeBlock.Builder code) {
    if (!names.hasTimer(step.element())) {
      return passOn(step, end, code);
    }
    // Its time may be over just before flushWhen holds.
    CodeBlock filled = variables.filled(step.element());
    code.addStatement("$L.end()", variables.timer(step.element()))
        .beginControlFlow("if ($L)", filled);
    passOn(step, end, code);
    code.nextControlFlow("else").addStatement("step = $N", end).endControlFlow();
    return true;
  }

  private boolean passOn(Step step, String end, CodeBlock.Builder code) {
    int element = step.element();
    ValueCall given = null;
    if (plan.elements().get(element).givesValue()) {
      given = calls.finish(element, CodeBlock.of("$N", names.value(element)));
      code.addStatement(given.declaration());
    } else {
      code.addStatement(calls.finished(element));
    }
    if (callsStage(element)) {
      // The accumulator would be finished twice.
      code.beginControlFlow("try");
      startAnew(element, code);
      code.nextControlFlow("catch ($T failure)", Throwable.class)
          .addStatement("stack.requireNoPause(failure)")
          .addStatement("throw failure")
          .endControlFlow();
    } else {
      startAnew(element, code);
    }
    if (names.hasFilled(element)) {
      code.addStatement("$L = false", variables.filled(element));
    }
    if (names.hasPassed(element)) {
      code.addStatement("$L = true", variables.passed(element));
    }
    code.addStatement("step = $N", end);
    if (given == null) {
      return true;
    }
    enterTail(step, given, code);
    return given.dropped() != null;
  }

  /** Passes on an accumulator's value as its context closes. */
  void finish(Step step, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    if (names.hasTimer(element)) {
      code.addStatement("$L.end()", variables.timer(element));
    }
    CodeBlock condition = hasSomething(element);
    if (isKept(step)) {
      finishKept(end, code);
    } else if (condition != null) {
      code.beginControlFlow("if ($L)", condition);
    }
    CodeBlock forget = forget(element);
    if (!plan.elements().get(element).givesValue()) {
      code.addStatement(calls.finished(element)).add(forget).addStatement("step = $N", end);
    } else if (step.entersLevel()) {
      ValueCall given = calls.finish(element, CodeBlock.of("$N", names.value(element)));
      code.addStatement(given.declaration()).add(forget).addStatement("step = $N", end);
      enterTail(step, given, code);
    } else {
      CodeBlock value = variables.value(element);
      finished(calls.finish(element, value), forget, value, next, end, code);
    }
    if (condition != null) {
      code.nextControlFlow("else").addStatement("step = $N", end).endControlFlow();
    }
  }

  private CodeBlock forget(int accumulate) {
    CodeBlock.Builder code = CodeBlock.builder();
    if (!types.bucket(accumulate).isPrimitive()) {
      code.addStatement("$L = null", variables.bucket(accumulate));
    }
    if (names.hasTimer(accumulate)) {
      // A restored run would start the timer again.
      code.addStatement("$L = false", variables.filled(accumulate));
    }
    return code.build();
  }

  private static void finished(
      ValueCall given,
      CodeBlock forget,
      CodeBlock value,
      String next,
      String end,
      CodeBlock.Builder code) {
    code.addStatement(given.assignment());
    code.add(forget);
    StepsWriter.decide(given, value, CodeBlock.of(""), next, end, code);
  }

  /** The condition that an accumulator passes on a value as its context closes; null for always. */
  private @Nullable CodeBlock hasSomething(int accumulate) {
    if (!names.hasFilled(accumulate)) {
      return null;
    }
    CodeBlock filled = variables.filled(accumulate);
    return names.hasPassed(accumulate)
        ? CodeBlock.of("$L || !$L", filled, variables.passed(accumulate))
        : filled;
  }

  /**
   * Passes the value, which is in a local variable, to the frame of the level after the accumulate.
   */
  private void enterTail(Step step, ValueCall given, CodeBlock.Builder code) {
    CodeBlock kept = given.kept();
    CodeBlock unwrapped = given.unwrapped();
    if (unwrapped != null) {
      code.beginControlFlow("if ($L != null && $L.isPresent())", kept, kept);
    } else if (given.dropped() != null) {
      code.beginControlFlow("if ($L != null)", kept);
    }
    code.addStatement(
            "$L.enter(stack, $L)",
            variables.innerFrame(step.level()),
            unwrapped == null ? kept : unwrapped)
        .addStatement("return true");
    if (given.dropped() != null) {
      code.endControlFlow();
    }
  }

  /** Whether a step opens or finishes the accumulator that may be kept. */
  private boolean isKept(Step step) {
    return model.isKeyed()
        && switch (step.kind()) {
          case OPEN -> step.element() == FlowPlan.RUN;
          case FINISH -> step.element() == keptAccumulate();
          default -> false;
        };
  }

  private int keptAccumulate() {
    return plan.accumulatesIn(FlowPlan.RUN).get(0);
  }

  /** Goes on with the kept accumulator, or opens the run by the code that is written next. */
  private void openKept(String next, CodeBlock.Builder code) {
    Step finish =
        layout.steps().stream()
            .filter(step -> step.kind() == Step.Kind.FINISH && isKept(step))
            .findFirst()
            .orElseThrow();
    code.beginControlFlow("if ($N.isGiven())", ShellTypes.KEPT)
        .addStatement("$L = $N.take()", variables.bucket(keptAccumulate()), ShellTypes.KEPT)
        .addStatement("$L = true", variables.filled(keptAccumulate()))
        .addStatement("step = $N.isKeeping() ? $N : $N", ShellTypes.KEPT, next, layout.name(finish))
        .nextControlFlow("else");
  }

  /** Hands over the accumulator, or finishes it by the code that is written next. */
  private void finishKept(String end, CodeBlock.Builder code) {
    CodeBlock filled = variables.filled(keptAccumulate());
    code.beginControlFlow("if ($L && $N.isKeeping())", filled, ShellTypes.KEPT)
        .addStatement("$N.keep($L)", ShellTypes.KEPT, variables.bucket(keptAccumulate()))
        .addStatement("step = $N", end)
        .nextControlFlow("else if ($L)", filled);
  }
}
