package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import dev.stageflow.PauseFlow;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Lifetimes;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.model.ValueReads;
import dev.stageflow.processor.model.call.MethodModel;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.LocalVariables;
import dev.stageflow.processor.write.expression.ValueCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the body of a tight loop, which processes an item on local variables. If a call pauses or
 * the stack is halted, the values that later steps need are saved in the frame's fields, and the
 * frame sets its step and leaves the loop; {@link StepsWriter}'s code finishes such an item.
 */
final class LoopWriter {
  private final FlowModel model;
  private final FlowPlan plan;
  private final Layout layout;
  private final FlowNames names;
  private final LocalVariables variables;
  private final FrameVariables fields;
  private final Calls calls;
  private final Lifetimes lifetimes;
  private final ParallelSteps parallels;

  LoopWriter(
      FlowModel model,
      Layout layout,
      FlowNames names,
      LocalVariables variables,
      FrameVariables fields) {
    this.model = model;
    this.plan = model.plan();
    this.layout = layout;
    this.names = names;
    this.variables = variables;
    this.fields = fields;
    this.calls = new Calls(model, names, variables);
    this.lifetimes = new ValueReads(model).lifetimes();
    this.parallels = new ParallelSteps(model, layout, names, fields);
  }

  /**
   * The code for an item that is in its variable; {@code leaving} is executed before the loop is
   * left.
   *
   * <p>A failure leaves the frame as a pause does: with its item in hand, at the step that failed.
   */
  CodeBlock body(CodeBlock leaving) {
    CodeBlock.Builder code = CodeBlock.builder();
    boolean several = calls() > 1;
    if (several) {
      code.addStatement("int at = $N", layout.name(0));
    }
    code.beginControlFlow("try");
    for (int i = 0; i < layout.steps().size(); i++) {
      step(i, layout.steps().get(i), leaving, code);
    }
    String item = names.value(layout.level().element());
    code.nextControlFlow("catch ($T failure)", Throwable.class)
        .addStatement("this.$N = $N", item, item)
        .addStatement("step = $L", several ? "at" : layout.name(0))
        .add(leaving);
    int kept = lastKeptAtOnce();
    if (several && kept + 1 < layout.steps().size()) {
      code.beginControlFlow("if (at > $N)", layout.name(kept))
          .addStatement("stack.requireNoPause(failure)")
          .endControlFlow();
    }
    return code.addStatement("throw failure").endControlFlow().build();
  }

  /**
   * The last of the first steps that take only the item, which is kept whatever is thrown, or that
   * declare their pauses. Keeping more wherever an exception is caught would prevent registers from
   * being used.
   */
  private int lastKeptAtOnce() {
    int last = 0;
    for (int i = 1; i < layout.steps().size(); i++) {
      if (i == last + 1 && (savedBefore(i).size() == 1 || catchesPauses(i))) {
        last = i;
      }
    }
    return last;
  }

  private long calls() {
    return layout.steps().stream()
        .filter(
            step ->
                switch (step.kind()) {
                  case PASS, BREAK, OPEN, OPENED -> false;
                  default -> true;
                })
        .count();
  }

  /** Leaves the loop before the first step, if taking the item halted the stack. */
  CodeBlock haltedByTaking() {
    return leaveIfHalted(CodeBlock.builder().build(), 0, 0);
  }

  private void step(int index, Step step, CodeBlock leaving, CodeBlock.Builder code) {
    int element = step.element();
    int next = index + 1;
    int end = layout.steps().size();
    switch (step.kind()) {
      case CALL -> {
        if (model.elements().get(element) instanceof ElementModel.Addition addition) {
          addition(index, addition.value(), leaving, code);
          return;
        }
        ElementModel.Function function = (ElementModel.Function) model.elements().get(element);
        ValueCall given = calls.function(element);
        reach(index, code);
        assign(mayLeave(function.method(), index), index, given.type(), given, leaving, code);
        CodeBlock dropped = given.dropped();
        if (dropped != null) {
          drop(dropped, element, leaving, code);
        }
        CodeBlock unwrapped = given.unwrapped();
        if (unwrapped != null) {
          code.addStatement(
              "$T $L = $L", function.value().type(), variables.value(element), unwrapped);
        }
        code.add(leaveIfHalted(leaving, next, next));
      }
      case FILTER -> {
        ElementModel.Filter filter = (ElementModel.Filter) model.elements().get(element);
        CodeBlock call = calls.stage(element);
        reach(index, code);
        if (mayLeave(filter.method(), index)) {
          String kept = names.kept(element);
          code.addStatement("boolean $N", kept);
          guarded(CodeBlock.of("$N = $L", kept, call), index, leaving, code);
          dropOrLeave(CodeBlock.of("!$N", kept), element, leaving, code);
        } else {
          dropOrLeave(CodeBlock.of("!$L", call), element, leaving, code);
        }
        code.add(leaveIfHalted(leaving, next, next));
      }
      case CONSUME -> {
        ElementModel.Consumer consumer = (ElementModel.Consumer) model.elements().get(element);
        reach(index, code);
        call(mayLeave(consumer.method(), index), calls.stage(element), index, leaving, code);
        code.add(leaveIfHalted(leaving, next, end));
      }
      case EMIT -> {
        reach(index, code);
        guarded(
            CodeBlock.of("$L.accept($L)", variables.sink(), variables.value(element)),
            index,
            leaving,
            code);
        code.add(leaveIfHalted(leaving, next, end));
      }
      case OUTPUT -> {
        ElementModel.Output output = (ElementModel.Output) model.elements().get(element);
        reach(index, code);
        guarded(
            CodeBlock.of(
                "$L.accept($L)", calls.sink(output.name()), variables.value(plan.itemOf(element))),
            index,
            leaving,
            code);
        code.add(leaveIfHalted(leaving, next, next));
      }
      case ADD -> {
        ElementModel.Accumulate accumulate =
            (ElementModel.Accumulate) model.elements().get(element);
        reach(index, code);
        call(mayLeave(accumulate.method(), index), calls.add(element), index, leaving, code);
        if (names.hasFilled(element)) {
          code.addStatement("$L = true", variables.filled(element));
        }
        if (names.hasTimer(element)) {
          code.addStatement("$L.begin(stack)", fields.timer(element));
        }
        code.add(leaveIfHalted(leaving, next, next));
      }
      case FULL -> {
        reach(index, code);
        code.beginControlFlow("if ($L)", calls.flushWhen(element))
            .add(leave(leaving, next, next))
            .endControlFlow()
            .add(leaveIfHalted(leaving, end, end));
      }
      case KEY -> {
        reach(index, code);
        code.beginControlFlow(
                "if (!$L.holds($L))",
                fields.innerFrame(plan.groupLevel(element)),
                calls.key(element, model.groupKey(element)))
            .add(leave(leaving, next, next))
            .endControlFlow()
            .add(leaveIfHalted(leaving, step.end(), step.end()));
      }
      case START -> {
        reach(index, code);
        guarded(parallels.start(element, variables::value), index, leaving, code);
        code.add(leaveIfHalted(leaving, end, end));
      }
      case PASS, BREAK, OPEN, OPENED -> {
        // Reached by the fields alone: the loop was left when flushWhen held, or at another key.
      }
      case FORK, RELEASE, ENTER, SUBFLOW, AHEAD, FINISHED, FLUSH, FINISH, CLOSE ->
          throw new IllegalStateException("a tight loop has no " + step);
    }
  }

  /** Calls a function if one was added; else the item goes on as it is. */
  private void addition(int index, Value value, CodeBlock leaving, CodeBlock.Builder code) {
    ValueCall given = calls.addition(value.id());
    CodeBlock unwrapped = given.unwrapped();
    CodeBlock variable = variables.value(value.id());
    code.addStatement("$T $L", value.type(), variable)
        .beginControlFlow("if ($L == null)", variables.added(value.id()))
        .addStatement("$L = $L", variable, variables.value(plan.itemOf(value.id())))
        .nextControlFlow("else");
    reach(index, code);
    if (unwrapped != null) {
      code.addStatement("$T $L", given.type(), given.kept());
    }
    guarded(CodeBlock.of("$L = $L", given.kept(), given.call()), index, leaving, code);
    drop(Objects.requireNonNull(given.dropped()), value.id(), leaving, code);
    if (unwrapped != null) {
      code.addStatement("$L = $L", variable, unwrapped);
    }
    code.add(leaveIfHalted(leaving, index + 1, index + 1)).endControlFlow();
  }

  /**
   * Notes which call comes next, for the case that it fails. The variable is read where an
   * exception is caught and nowhere else, so compiled code keeps it in no register.
   */
  private void reach(int index, CodeBlock.Builder code) {
    if (index > 0) {
      code.addStatement("at = $N", layout.name(index));
    }
  }

  /** Whether a call may leave the loop, to be retried or recovered from. */
  private boolean mayLeave(MethodModel method, int index) {
    return method.pauses() || !model.guard(layout.steps().get(index)).isNone();
  }

  private void assign(
      boolean pauses,
      int index,
      TypeName type,
      ValueCall given,
      CodeBlock leaving,
      CodeBlock.Builder code) {
    if (pauses) {
      code.addStatement("$T $L", type, given.kept());
      guarded(CodeBlock.of("$L = $L", given.kept(), given.call()), index, leaving, code);
    } else {
      code.addStatement("$T $L = $L", type, given.kept(), given.call());
    }
  }

  private void call(
      boolean pauses, CodeBlock call, int index, CodeBlock leaving, CodeBlock.Builder code) {
    if (pauses) {
      guarded(call, index, leaving, code);
    } else {
      code.addStatement(call);
    }
  }

  /** A narrow catch: capturing an item for it costs nothing until the call pauses. */
  private void guarded(CodeBlock call, int index, CodeBlock leaving, CodeBlock.Builder code) {
    Step step = layout.steps().get(index);
    Guard guard = model.guard(step);
    code.beginControlFlow("try").addStatement(call);
    if (catchesPauses(index)) {
      code.nextControlFlow("catch ($T pause)", PauseFlow.class);
      save(index, code);
      code.addStatement("step = $N", layout.name(index));
      code.add(leaving);
      if (guard.timeoutMillis() == null) {
        code.addStatement("stack.pause(pause)");
      } else {
        code.addStatement("$N.paused(stack, pause)", names.guarded(step.element()));
      }
      code.addStatement("break");
    }
    if (guard.takesFailures()) {
      code.nextControlFlow("catch ($T failure)", guard.handled());
      save(index, code);
      code.addStatement("step = $N", layout.name(index))
          .addStatement("$N.failed(stack, failure)", names.guarded(step.element()));
      code.add(leaving);
      code.addStatement("break");
    }
    code.endControlFlow();
  }

  private boolean catchesPauses(int index) {
    Step step = layout.steps().get(index);
    return step.kind() == Step.Kind.EMIT
        || step.kind() == Step.Kind.OUTPUT
        || step.kind() == Step.Kind.START
        || (step.kind() != Step.Kind.FULL && model.elements().get(step.element()).pauses());
  }

  private void drop(CodeBlock dropped, int stage, CodeBlock leaving, CodeBlock.Builder code) {
    code.beginControlFlow("if ($L)", dropped);
    code.add(StepsWriter.dropped(plan, stage));
    code.beginControlFlow("if (stack.isHalted())");
    code.add(leaving);
    code.addStatement("break").endControlFlow();
    code.addStatement("continue").endControlFlow();
  }

  private void dropOrLeave(
      CodeBlock dropped, int filter, CodeBlock leaving, CodeBlock.Builder code) {
    CodeBlock ended = StepsWriter.leaving(filter, model, fields, names, layout);
    if (ended.isEmpty()) {
      drop(dropped, filter, leaving, code);
      return;
    }
    String item = names.value(layout.level().element());
    code.beginControlFlow("if ($L)", dropped)
        .add(StepsWriter.dropped(plan, filter))
        .addStatement("this.$N = $N", item, item)
        .add(leaving)
        .add(ended)
        .addStatement("break")
        .endControlFlow();
  }

  private CodeBlock leaveIfHalted(CodeBlock leaving, int from, int step) {
    return CodeBlock.builder()
        .beginControlFlow("if (stack.isHalted())")
        .add(leave(leaving, from, step))
        .endControlFlow()
        .build();
  }

  /**
   * Leaves the loop, for the item to go on at a step, or for the next item past the last step.
   *
   * @param from the first of the steps whose values are saved
   */
  private CodeBlock leave(CodeBlock leaving, int from, int step) {
    CodeBlock.Builder code = CodeBlock.builder();
    save(from, code);
    if (step < layout.steps().size()) {
      code.addStatement("step = $N", layout.name(step));
    }
    return code.add(leaving).addStatement("break").build();
  }

  /** Saves what the steps from one on need of this level's values, and the item. */
  private void save(int from, CodeBlock.Builder code) {
    for (int value : savedBefore(from)) {
      code.addStatement("this.$N = $N", names.value(value), names.value(value));
    }
  }

  private Set<Integer> savedBefore(int from) {
    Set<Integer> given = new TreeSet<>();
    for (int i = 0; i < from && i < layout.steps().size(); i++) {
      Step step = layout.steps().get(i);
      if (step.kind() == Step.Kind.CALL) {
        given.add(step.element());
      }
    }
    given.retainAll(neededFrom(from));
    // A trace shows it, whether or not it is needed.
    given.add(layout.level().element());
    return given;
  }

  private Set<Integer> neededFrom(int from) {
    Set<Integer> needed = new TreeSet<>();
    for (int i = from; i < layout.steps().size(); i++) {
      needed.addAll(lifetimes.readBy(layout.steps().get(i)));
    }
    return needed;
  }

  /** This level's values, each of which has a field for when the loop is left. */
  static List<Value> values(FlowModel model, int level) {
    List<Value> values = new ArrayList<>();
    Value input = model.inputValue();
    if (level == 0 && input != null) {
      values.add(input);
    }
    for (int i = 0; i < model.elements().size(); i++) {
      Value value = model.elements().get(i).value();
      if (value != null && model.plan().levelOf(i) == level) {
        values.add(value);
      }
    }
    return values;
  }

  /** The values that an item carries from a parallel stage, or that a group has kept. */
  static List<Value> carried(FlowModel model, Level level) {
    List<Value> carried = new ArrayList<>();
    for (int value : new ValueReads(model).lifetimes().carried(level)) {
      carried.add(model.value(value));
    }
    return carried;
  }
}
