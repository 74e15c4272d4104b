package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameScope;
import dev.stageflow.processor.write.expression.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of a level one after the other, on the frame's fields: {@code if (step == PRICE)
 * { line = stages.price(item); step = ADD; }}. A call that pauses leaves the step as it is, so that
 * it is made again.
 */
final class StepsWriter {
  private final FlowModel model;
  private final FlowPlan plan;
  private final Layout layout;
  private final FlowNames names;
  private final FrameScope scope;
  private final Calls calls;
  private final AccumulateSteps accumulates;
  private final GuardWriter guards;
  private final RecoverWriter recovers;

  StepsWriter(FlowModel model, Layout layout, FlowNames names, FrameScope scope) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.names = names;
    this.scope = scope;
    this.calls = new Calls(model, names, scope);
    this.accumulates = new AccumulateSteps(model, names, scope, calls);
    this.guards = new GuardWriter(model, names);
    this.recovers = new RecoverWriter(layout, names, scope, calls, this, accumulates);
  }

  /**
   * Each step's code, which returns from the method where the stack is halted or a frame pushed.
   */
  List<CodeBlock> steps() {
    List<CodeBlock> code = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      CodeBlock.Builder step = CodeBlock.builder();
      step.beginControlFlow("if (step == $N)", layout.name(i));
      step.add(forget(layout, i, names));
      boolean goesOn = body(i, layout.steps().get(i), step);
      if (goesOn && i + 1 < layout.steps().size()) {
        step.beginControlFlow("if (stack.isHalted())").addStatement("return true").endControlFlow();
      }
      step.endControlFlow();
      for (int j = 0; j < layout.guard(i).recovers().size(); j++) {
        step.beginControlFlow("if (step == $N)", layout.names(i).get(j + 1));
        recovers.body(i, j, step);
        if (i + 1 < layout.steps().size()) {
          step.beginControlFlow("if (stack.isHalted())")
              .addStatement("return true")
              .endControlFlow();
        }
        step.endControlFlow();
      }
      code.add(step.build());
    }
    return code;
  }

  /** Drops what was read for the last time before a step. */
  static CodeBlock forget(Layout layout, int step, FlowNames names) {
    CodeBlock.Builder code = CodeBlock.builder();
    layout.unread(step).forEach(value -> code.addStatement("$N = null", names.value(value)));
    return code.build();
  }

  /** Writes what a step does, and tells whether the stack may be halted after it. */
  private boolean body(int index, Step step, CodeBlock.Builder code) {
    String next = layout.name(index + 1);
    String end = layout.name(step.end());
    int element = step.element();
    switch (step.kind()) {
      case OPEN -> {
        return accumulates.open(element, next, code);
      }
      case CALL -> {
        if (model.elements().get(element) instanceof ElementModel.Addition) {
          addition(element, next, end, code);
        } else {
          goOn(index, calls.function(element), scope.value(element), next, end, code);
        }
      }
      case CONSUME -> {
        attempt(index, calls.stage(element), code);
        code.addStatement("step = $N", end);
      }
      case FILTER -> filter(index, element, next, end, code);
      case ENTER -> enter(index, step, next, end, code);
      case SUBFLOW -> subflow(index, step, next, end, code);
      case FINISHED -> {
        ElementModel.Sequence sequence = (ElementModel.Sequence) model.elements().get(element);
        hook(element, sequence.onFinish(), next, code);
      }
      case ADD -> {
        attempt(index, calls.add(element), code);
        accumulates.added(step, next, end, code);
      }
      case FULL -> code.addStatement("step = $L ? $N : $N", calls.flushWhen(element), next, end);
      case PASS -> {
        return accumulates.pass(step, end, code);
      }
      case FLUSH -> {
        ElementModel.Context context = (ElementModel.Context) model.elements().get(element);
        hook(element, context.onFlush(), next, code);
      }
      case FINISH -> accumulates.finish(step, next, end, code);
      case CLOSE -> {
        ElementModel.Context context = (ElementModel.Context) model.elements().get(element);
        hook(element, context.onClose(), next, code);
      }
      case EMIT ->
          code.addStatement("$L.accept($L)", scope.sink(), scope.value(element))
              .addStatement("step = $N", end);
    }
    return true;
  }

  /** A call of a stage, and what is done if it fails. */
  private void attempt(int index, CodeBlock statement, CodeBlock.Builder code) {
    Guard guard = layout.guard(index);
    if (guard.isNone()) {
      code.addStatement(statement);
      return;
    }
    code.beginControlFlow("try")
        .addStatement(statement)
        .nextControlFlow("catch ($T failure)", guard.caught())
        .addStatement(guards.failed(layout, index, CodeBlock.of("0")))
        .addStatement("return true")
        .endControlFlow();
    Step step = layout.steps().get(index);
    if (guard.retry() != null && step.kind() != Step.Kind.ENTER) {
      code.addStatement("$N.end()", names.tries(step.element()));
    }
  }

  /** A call of a stage whose result is put into a variable of its own. */
  private void attempt(
      int index, TypeName type, String variable, CodeBlock call, CodeBlock.Builder code) {
    if (layout.guard(index).isNone()) {
      code.addStatement("$T $L = $L", type, variable, call);
    } else {
      code.addStatement("$T $L", type, variable);
      attempt(index, CodeBlock.of("$L = $L", variable, call), code);
    }
  }

  private void filter(int index, int element, String next, String end, CodeBlock.Builder code) {
    if (layout.guard(index).isNone()) {
      code.addStatement("step = $L ? $N : $N", calls.stage(element), next, end);
      return;
    }
    String kept = names.kept(element);
    attempt(index, TypeName.BOOLEAN, kept, calls.stage(element), code);
    code.addStatement("step = $N ? $N : $N", kept, next, end);
  }

  private void goOn(
      int index, Given given, CodeBlock value, String next, String end, CodeBlock.Builder code) {
    if (given.unwrapped() == null) {
      attempt(index, CodeBlock.of("$L = $L", given.kept(), given.call()), code);
    } else {
      attempt(index, given.type(), given.kept().toString(), given.call(), code);
    }
    decide(given, value, next, end, code);
  }

  /** Calls a function if one was added; else the item goes on as it is. */
  private void addition(int element, String next, String end, CodeBlock.Builder code) {
    Given given = calls.addition(element);
    code.beginControlFlow("if ($L == null)", scope.added(element))
        .addStatement("$L = $L", scope.value(element), scope.value(plan.itemOf(element)))
        .addStatement("step = $N", next)
        .nextControlFlow("else");
    if (given.unwrapped() == null) {
      code.addStatement("$L = $L", given.kept(), given.call());
    } else {
      code.addStatement(given.declaration());
    }
    decide(given, scope.value(element), next, end, code);
    code.endControlFlow();
  }

  /** Goes on with what was given, or ends the way. */
  static void decide(
      Given given, CodeBlock value, String next, String end, CodeBlock.Builder code) {
    CodeBlock dropped = given.dropped();
    CodeBlock unwrapped = given.unwrapped();
    if (unwrapped != null) {
      code.beginControlFlow("if ($L)", dropped)
          .addStatement("step = $N", end)
          .nextControlFlow("else")
          .addStatement("$L = $L", value, unwrapped)
          .addStatement("step = $N", next)
          .endControlFlow();
    } else if (dropped == null || next.equals(end)) {
      code.addStatement("step = $N", next);
    } else {
      code.addStatement("step = $L ? $N : $N", dropped, end, next);
    }
  }

  private void enter(int index, Step step, String next, String end, CodeBlock.Builder code) {
    ElementModel.Sequence sequence = (ElementModel.Sequence) model.elements().get(step.element());
    TypeName returns = sequence.method().returns();
    attempt(index, returns, "source", calls.stage(step.element()), code);
    goOnUnlessNull("source", next, end, code);
    code.beginControlFlow("if (source != null)")
        .addStatement("$L.enter(stack, source)", scope.innerFrame(step.level()))
        .addStatement("return true")
        .endControlFlow();
    if (layout.guard(index).retry() != null) {
      code.addStatement("$N.end()", names.tries(step.element()));
    }
  }

  private void subflow(int index, Step step, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    ElementModel.Subflow subflow = (ElementModel.Subflow) model.elements().get(element);
    String flow = subflow.several() ? "flows" : "flow";
    attempt(index, subflow.method().returns(), flow, calls.stage(element), code);
    enterFlow(step, flow, subflow.several(), next, end, code);
  }

  /** Runs the item through the flow that a variable holds, or through several. */
  void enterFlow(
      Step step, String flow, boolean several, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    goOnUnlessNull(flow, next, end, code);
    code.beginControlFlow("if ($L != null)", flow)
        .addStatement(
            "$T.$L(stack, $L, $L, $L)",
            Subflows.class,
            several ? "enterEach" : "enter",
            flow,
            scope.value(plan.itemOf(element)),
            outlet(step))
        .addStatement("return true")
        .endControlFlow();
  }

  /** What takes a subflow's outputs. */
  private CodeBlock outlet(Step step) {
    if (!step.entersLevel()) {
      return scope.sink();
    }
    String output = names.value(step.element());
    return CodeBlock.of(
        "$N -> $L.enter(stack, $N)", output, scope.innerFrame(step.level()), output);
  }

  static void goOnUnlessNull(String variable, String next, String end, CodeBlock.Builder code) {
    if (next.equals(end)) {
      code.addStatement("step = $N", next);
    } else {
      code.addStatement("step = $L == null ? $N : $N", variable, end, next);
    }
  }

  private void hook(
      int element, @Nullable MethodModel method, String next, CodeBlock.Builder code) {
    code.addStatement(calls.hook(element, Objects.requireNonNull(method)))
        .addStatement("step = $N", next);
  }
}
