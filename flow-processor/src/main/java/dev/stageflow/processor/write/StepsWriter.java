package dev.stageflow.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stageflow.engine.Subflows;
import dev.stageflow.plan.Element.Trait;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.plan.Step;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Start;
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
  private final GuardWriter guards;
  private final RecoverWriter recovers;

  StepsWriter(FlowModel model, Layout layout, FlowNames names, FrameScope scope) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.names = names;
    this.scope = scope;
    this.calls = new Calls(model, names, scope);
    this.guards = new GuardWriter(model, names);
    this.recovers = new RecoverWriter(layout, names, scope, calls, this);
  }

  /**
   * Each step's code, which returns from the method where the stack is halted or a frame pushed.
   */
  List<CodeBlock> steps() {
    List<CodeBlock> code = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      CodeBlock.Builder step = CodeBlock.builder();
      step.beginControlFlow("if (step == $N)", layout.name(i));
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

  /** Writes what a step does, and tells whether the stack may be halted after it. */
  private boolean body(int index, Step step, CodeBlock.Builder code) {
    String next = layout.name(index + 1);
    String end = layout.name(step.end());
    int element = step.element();
    switch (step.kind()) {
      case OPEN -> {
        return open(element, next, code);
      }
      case CALL -> goOn(index, calls.function(element), scope.value(element), next, end, code);
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
        added(step, next, end, code);
      }
      case PASS -> {
        return pass(step, end, code);
      }
      case FLUSH -> {
        ElementModel.Context context = (ElementModel.Context) model.elements().get(element);
        hook(element, context.onFlush(), next, code);
      }
      case FINISH -> finish(step, next, end, code);
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

  private boolean open(int context, String next, CodeBlock.Builder code) {
    boolean called = false;
    for (int accumulate : plan.accumulatesIn(context)) {
      start(accumulate, code);
      if (names.hasFilled(accumulate)) {
        code.addStatement("$L = false", scope.filled(accumulate));
      }
      if (names.hasPassed(accumulate)) {
        code.addStatement("$L = false", scope.passed(accumulate));
      }
      called |= callsStage(accumulate);
    }
    code.addStatement("step = $N", next);
    return called;
  }

  private boolean callsStage(int accumulate) {
    return !(((Accumulate) model.elements().get(accumulate)).start() instanceof Start.Expression);
  }

  private void start(int accumulate, CodeBlock.Builder code) {
    code.addStatement("$L = $L", scope.bucket(accumulate), calls.start(accumulate));
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
      int index,
      Calls.Given given,
      CodeBlock value,
      String next,
      String end,
      CodeBlock.Builder code) {
    if (given.unwrapped() == null) {
      attempt(index, CodeBlock.of("$L = $L", given.kept(), given.call()), code);
    } else {
      attempt(index, given.type(), given.kept().toString(), given.call(), code);
    }
    decide(given, value, next, end, code);
  }

  /** Goes on with what was given, or ends the way. */
  static void decide(
      Calls.Given given, CodeBlock value, String next, String end, CodeBlock.Builder code) {
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

  private static void declare(Calls.Given given, CodeBlock.Builder code) {
    code.addStatement("$T $L = $L", given.type(), given.kept(), given.call());
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
            scope.value(plan.sites().get(element).item()),
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

  /** Goes on after an item was added. */
  void added(Step step, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    if (names.hasFilled(element)) {
      code.addStatement("$L = true", scope.filled(element));
    }
    if (plan.elements().get(element).has(Trait.FLUSH_WHEN)) {
      code.addStatement("step = $L ? $N : $N", calls.flushWhen(element), next, end);
    } else {
      code.addStatement("step = $N", end);
    }
  }

  /** Tells whether the code after the step can be reached: not if a value always goes on. */
  private boolean pass(Step step, String end, CodeBlock.Builder code) {
    int element = step.element();
    Calls.Given given = null;
    if (plan.elements().get(element).givesValue()) {
      given = calls.finish(element, CodeBlock.of("$N", names.value(element)));
      declare(given, code);
    } else {
      code.addStatement(calls.finished(element));
    }
    start(element, code);
    if (names.hasFilled(element)) {
      code.addStatement("$L = false", scope.filled(element));
    }
    if (names.hasPassed(element)) {
      code.addStatement("$L = true", scope.passed(element));
    }
    code.addStatement("step = $N", end);
    if (given == null) {
      return true;
    }
    enterTail(step, given, code);
    return given.dropped() != null;
  }

  private void finish(Step step, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    CodeBlock condition = hasSomething(element);
    if (condition != null) {
      code.beginControlFlow("if ($L)", condition);
    }
    if (!plan.elements().get(element).givesValue()) {
      code.addStatement(calls.finished(element)).addStatement("step = $N", end);
    } else if (step.entersLevel()) {
      Calls.Given given = calls.finish(element, CodeBlock.of("$N", names.value(element)));
      declare(given, code);
      code.addStatement("step = $N", end);
      enterTail(step, given, code);
    } else {
      CodeBlock value = scope.value(element);
      finished(calls.finish(element, value), value, next, end, code);
    }
    if (condition != null) {
      code.nextControlFlow("else").addStatement("step = $N", end).endControlFlow();
    }
  }

  private static void finished(
      Calls.Given given, CodeBlock value, String next, String end, CodeBlock.Builder code) {
    if (given.unwrapped() == null) {
      code.addStatement("$L = $L", given.kept(), given.call());
    } else {
      declare(given, code);
    }
    decide(given, value, next, end, code);
  }

  /** When an accumulator has a value to pass on as its context closes; null if always. */
  private @Nullable CodeBlock hasSomething(int accumulate) {
    if (!names.hasFilled(accumulate)) {
      return null;
    }
    CodeBlock filled = scope.filled(accumulate);
    return names.hasPassed(accumulate)
        ? CodeBlock.of("$L || !$L", filled, scope.passed(accumulate))
        : filled;
  }

  /** Hands the value, which is in a local variable, to the frame of the accumulate's tail. */
  private void enterTail(Step step, Calls.Given given, CodeBlock.Builder code) {
    CodeBlock kept = given.kept();
    CodeBlock unwrapped = given.unwrapped();
    if (unwrapped != null) {
      code.beginControlFlow("if ($L != null && $L.isPresent())", kept, kept);
    } else if (given.dropped() != null) {
      code.beginControlFlow("if ($L != null)", kept);
    }
    code.addStatement(
            "$L.enter(stack, $L)",
            scope.innerFrame(step.level()),
            unwrapped == null ? kept : unwrapped)
        .addStatement("return true");
    if (given.dropped() != null) {
      code.endControlFlow();
    }
  }
}
