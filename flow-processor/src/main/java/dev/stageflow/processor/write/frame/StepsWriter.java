package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.frame.Emission;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Hook;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.ValueCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  private final FrameVariables variables;
  private final Calls calls;
  private final AccumulateSteps accumulates;
  private final FrameTypes types;
  private final ParallelSteps parallels;

  StepsWriter(FlowModel model, Layout layout, FlowNames names, FrameVariables variables) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.names = names;
    this.variables = variables;
    this.calls = new Calls(model, names, variables);
    this.accumulates = new AccumulateSteps(model, layout, names, variables, calls);
    this.types = new FrameTypes(model, names);
    this.parallels = new ParallelSteps(model, layout, names, variables);
  }

  /**
   * Each step's code, which returns from the method where the stack is halted or a frame pushed.
   */
  List<CodeBlock> steps() {
    List<CodeBlock> code = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      CodeBlock.Builder step = CodeBlock.builder();
      step.beginControlFlow("if (step == $N)", layout.name(i));
      parallels.awaitEmpty(layout.steps().get(i), step);
      step.add(forget(layout, i, names));
      boolean goesOn = joined(i, layout.steps().get(i), step);
      if (goesOn && i + 1 < layout.steps().size()) {
        step.beginControlFlow("if (stack.isHalted())").addStatement("return true").endControlFlow();
      }
      step.endControlFlow();
      code.add(step.build());
    }
    return code;
  }

  /** Writes what a step does once the forks whose values it takes have completed. */
  private boolean joined(int index, Step step, CodeBlock.Builder code) {
    Set<Integer> forks = layout.joins(index);
    if (forks.isEmpty()) {
      return body(index, step, code);
    }
    code.beginControlFlow(
        "if ($L)",
        forks.stream()
            .map(fork -> CodeBlock.of("$L.join(stack)", variables.fork(fork)))
            .collect(CodeBlock.joining(" && ")));
    boolean goesOn = body(index, step, code);
    code.nextControlFlow("else")
        .addStatement("step = $N", layout.name(step.isHook() ? index + 1 : step.end()))
        .endControlFlow();
    return goesOn;
  }

  /** Clears the values that no step reads any more. */
  static CodeBlock forget(Layout layout, int step, FlowNames names) {
    CodeBlock.Builder code = CodeBlock.builder();
    layout.unread(step).forEach(value -> code.addStatement("$N = null", names.value(value)));
    return code.build();
  }

  /** Writes what a step does, and returns whether the stack may be halted after it. */
  private boolean body(int index, Step step, CodeBlock.Builder code) {
    String next = layout.name(index + 1);
    String end = layout.name(step.end());
    int element = step.element();
    switch (step.kind()) {
      case KEY ->
          code.addStatement(
              "step = $L.holds($L) ? $N : $N",
              variables.innerFrame(plan.groupLevel(element)),
              calls.key(element, model.groupKey(element)),
              end,
              next);
      case BREAK -> {
        CodeBlock group = variables.innerFrame(step.level());
        code.addStatement("step = $N", next)
            .beginControlFlow("if ($L.$N)", group, names.openFlag(element))
            .addStatement("$L.enter(stack)", group)
            .addStatement("return true")
            .endControlFlow();
        return false;
      }
      case OPEN -> {
        if (plan.isGroup(element)) {
          code.addStatement(
              "$L.open($L)",
              variables.innerFrame(plan.groupLevel(element)),
              LoopWriter.carried(model, plan.levels().get(plan.groupLevel(element))).stream()
                  .map(value -> variables.value(value.id()))
                  .collect(CodeBlock.joining(", ")));
        }
        return accumulates.open(step, next, code);
      }
      case CALL -> {
        if (model.elements().get(element) instanceof ElementModel.Addition) {
          addition(element, next, end, code);
        } else {
          ValueCall given = isGuarded(step) ? calls.guarded(element) : calls.function(element);
          goOn(given, variables.value(element), element, next, end, code);
        }
      }
      case FORK -> parallels.fork(element, next, code);
      case RELEASE -> {
        code.addStatement("forks.release()").add(forgetForks()).addStatement("step = $N", next);
        return false;
      }
      case CONSUME -> code.addStatement(call(step)).addStatement("step = $N", end);
      case FILTER -> filter(step, next, end, code);
      case ENTER -> enter(index, step, code);
      case SUBFLOW -> subflow(step, layout.name(index), next, end, code);
      case AHEAD -> {
        parallels.open(step, next, code);
        return false;
      }
      case START -> parallels.start(step, end, code);
      case OPENED, FINISHED, FLUSH, CLOSE -> {
        return hook(step, next, code);
      }
      case ADD -> add(step, next, end, code);
      case FULL -> code.addStatement("step = $L ? $N : $N", calls.flushWhen(element), next, end);
      case PASS -> {
        return accumulates.pass(step, end, code);
      }
      case FINISH -> accumulates.finish(step, next, end, code);
      case OUTPUT ->
          code.addStatement(
                  "$L.accept($L)",
                  calls.sink(output(element)),
                  variables.value(plan.itemOf(element)))
              .addStatement("step = $N", next);
      case EMIT ->
          code.addStatement("$L.accept($L)", variables.sink(), variables.value(element))
              .addStatement("step = $N", end);
    }
    return true;
  }

  /** A restored run does not start a fork again whose field is null. */
  private CodeBlock forgetForks() {
    CodeBlock.Builder code = CodeBlock.builder();
    layout.steps().stream()
        .filter(step -> model.isDurable() && step.kind() == Step.Kind.FORK)
        .forEach(step -> code.addStatement("$L = null", variables.fork(step.element())));
    return code.build();
  }

  private String output(int element) {
    return ((ElementModel.Output) model.elements().get(element)).name();
  }

  private void filter(Step step, String next, String end, CodeBlock.Builder code) {
    CodeBlock leaving = leaving(step.element(), model, variables, names, layout);
    code.beginControlFlow("if ($L)", call(step))
        .addStatement("step = $N", next)
        .nextControlFlow("else")
        .add(dropped(plan, step.element()))
        .addStatement("step = $N", end)
        .add(leaving)
        .endControlFlow();
  }

  /** Leaves the frames of the sequence that a filter ends; nothing if it ends none. */
  static CodeBlock leaving(
      int filter, FlowModel model, FrameVariables variables, FlowNames names, Layout layout) {
    int ends = ((ElementModel.Filter) model.elements().get(filter)).ends();
    if (ends == FlowPlan.NO_VALUE) {
      return CodeBlock.of("");
    }
    CodeBlock frames =
        model.plan().leftBy(filter, ends).stream()
            .map(
                level ->
                    level == layout.level().index() ? CodeBlock.of("this") : variables.frame(level))
            .collect(CodeBlock.joining(",$W"));
    return CodeBlock.builder().addStatement("stack.leave($L)", frames).build();
  }

  private boolean isGuarded(Step step) {
    return !model.guard(step).isNone();
  }

  /** The call of a stage, guarded if the stage has a guard. */
  private CodeBlock call(Step step) {
    int element = step.element();
    return isGuarded(step) ? calls.made(element) : calls.stage(element);
  }

  /** Counts an item that a stage drops. */
  static CodeBlock dropped(FlowPlan plan, int stage) {
    return CodeBlock.builder().addStatement("stack.dropped($S)", plan.name(stage)).build();
  }

  private void goOn(
      ValueCall given,
      CodeBlock value,
      int stage,
      String next,
      String end,
      CodeBlock.Builder code) {
    code.addStatement(given.assignment());
    decide(given, value, dropped(plan, stage), next, end, code);
  }

  /** Calls a function if one was added; else the item goes on as it is. */
  private void addition(int element, String next, String end, CodeBlock.Builder code) {
    ValueCall given = calls.addition(element);
    code.beginControlFlow("if ($L == null)", variables.added(element))
        .addStatement("$L = $L", variables.value(element), variables.value(plan.itemOf(element)))
        .addStatement("step = $N", next)
        .nextControlFlow("else");
    goOn(given, variables.value(element), element, next, end, code);
    code.endControlFlow();
  }

  /**
   * Goes on with a value, or drops the item.
   *
   * @param ending the code before the item is dropped; may be empty
   */
  static void decide(
      ValueCall given,
      CodeBlock value,
      CodeBlock ending,
      String next,
      String end,
      CodeBlock.Builder code) {
    CodeBlock dropped = given.dropped();
    CodeBlock unwrapped = given.unwrapped();
    if (unwrapped != null) {
      code.beginControlFlow("if ($L)", dropped)
          .add(ending)
          .addStatement("step = $N", end)
          .nextControlFlow("else")
          .addStatement("$L = $L", value, unwrapped)
          .addStatement("step = $N", next)
          .endControlFlow();
    } else if (dropped == null) {
      code.addStatement("step = $N", next);
    } else if (!ending.isEmpty()) {
      code.beginControlFlow("if ($L)", dropped)
          .add(ending)
          .addStatement("step = $N", end)
          .nextControlFlow("else")
          .addStatement("step = $N", next)
          .endControlFlow();
    } else if (next.equals(end)) {
      code.addStatement("step = $N", next);
    } else {
      code.addStatement("step = $L ? $N : $N", dropped, end, next);
    }
  }

  private void enter(int index, Step step, CodeBlock.Builder code) {
    ElementModel.Sequence sequence = (ElementModel.Sequence) model.elements().get(step.element());
    CodeBlock call = isGuarded(step) ? calls.opened(step.element()) : calls.stage(step.element());
    CodeBlock frame = variables.innerFrame(step.level());
    code.addStatement("$T source = $L", sequence.method().returns(), call);
    goOnUnless(isNone("source", frame), layout.name(index + 1), layout.name(step.end()), code);
    code.beginControlFlow("if ($L)", isSome("source", frame));
    if (!isGuarded(step) && !model.isDurable()) {
      // Neither a retry nor a restored run opens the sequence again.
      layout
          .unreadInside(index)
          .forEach(value -> code.addStatement("$N = null", names.value(value)));
    }
    code.addStatement("$L.enter(stack, source)", frame)
        .addStatement("return true")
        .endControlFlow()
        .add(dropped(plan, step.element()));
  }

  /**
   * The condition that a stage has returned null; in a restored run, the frame knows its result.
   */
  private CodeBlock isNone(String given, CodeBlock frame) {
    return model.isDurable()
        ? CodeBlock.of("$L == null && !$L.isRestored()", given, frame)
        : CodeBlock.of("$L == null", given);
  }

  private CodeBlock isSome(String given, CodeBlock frame) {
    return model.isDurable()
        ? CodeBlock.of("$L != null || $L.isRestored()", given, frame)
        : CodeBlock.of("$L != null", given);
  }

  private void subflow(Step step, String here, String next, String end, CodeBlock.Builder code) {
    int element = step.element();
    boolean several = model.givesFlows(element);
    String flow = several ? "flows" : "flow";
    boolean isTimed = model.guards().get(element).timeoutMillis() != null;
    boolean isOpened = isTimed || (model.isDurable() && isGuarded(step));
    CodeBlock call = isOpened ? calls.opened(element) : call(step);
    CodeBlock timeout =
        isTimed
            ? CodeBlock.of("$N.watch(() -> step = $N), ", names.guarded(element), here)
            : CodeBlock.of("");
    CodeBlock runner =
        model.isDurable()
            ? CodeBlock.of("$N", names.subflow(element))
            : CodeBlock.of("$T", Subflows.class);
    code.addStatement("$T $L = $L", types.flows(element), flow, call);
    goOnUnless(isNone(flow, runner), next, end, code);
    code.beginControlFlow("if ($L)", isSome(flow, runner))
        .addStatement(
            "$L.$L(stack, $L$L, $L, $L)",
            runner,
            several ? "enterEach" : "enter",
            timeout,
            flow,
            variables.value(plan.itemOf(element)),
            outlet(step))
        .addStatement("return true")
        .endControlFlow()
        .add(dropped(plan, element));
  }

  private void add(Step step, String next, String end, CodeBlock.Builder code) {
    if (!isGuarded(step)) {
      code.addStatement(calls.add(step.element()));
      accumulates.added(step, next, end, code);
      return;
    }
    code.beginControlFlow("if ($L)", call(step));
    accumulates.added(step, next, end, code);
    code.nextControlFlow("else")
        .add(dropped(plan, step.element()))
        .addStatement("step = $N", end)
        .endControlFlow();
  }

  /** The sink of a subflow's outputs. */
  private CodeBlock outlet(Step step) {
    if (!step.entersLevel()) {
      return variables.sink();
    }
    String output = names.value(step.element());
    return CodeBlock.of(
        "$N -> $L.enter(stack, $N)", output, variables.innerFrame(step.level()), output);
  }

  static void goOnUnless(CodeBlock isNone, String next, String end, CodeBlock.Builder code) {
    if (next.equals(end)) {
      code.addStatement("step = $N", next);
    } else {
      code.addStatement("step = $L ? $N : $N", isNone, end, next);
    }
  }

  /** Calls a hook, whose output goes to its sink in a frame of its own. */
  private boolean hook(Step step, String next, CodeBlock.Builder code) {
    Hook hook = model.hook(step);
    CodeBlock call = calls.hook(step.element(), hook);
    if (hook.output() == null) {
      code.addStatement(call).addStatement("step = $N", next);
      return true;
    }
    code.addStatement(
            model.isDurable()
                ? CodeBlock.of("$N.enter(stack, $L)", names.emission(step), call)
                : CodeBlock.of(
                    "$T.enter(stack, $S, $L, $L)",
                    Emission.class,
                    plan.name(step.element()),
                    call,
                    calls.sink(hook.output())))
        .addStatement("step = $N", next)
        .addStatement("return true");
    return false;
  }
}
