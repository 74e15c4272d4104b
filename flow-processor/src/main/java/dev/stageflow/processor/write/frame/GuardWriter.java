package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import dev.stageflow.PauseFlow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Recovery;
import dev.stageflow.internal.frame.Tries;
import dev.stageflow.internal.plan.Element;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes what a frame does about failures: the fields that count tries and hold what has failed,
 * and for each stage a method that decides at which step its item goes on.
 */
final class GuardWriter {
  private static final Set<TypeName> WIDER_THAN_PAUSES =
      Set.of(TypeName.get(Exception.class), TypeName.get(Throwable.class));

  private final FlowPlan plan;
  private final FlowNames names;

  GuardWriter(FlowModel model, FlowNames names) {
    this.plan = model.plan();
    this.names = names;
  }

  /** The statement after a failure that was caught: it sets the step, or throws the failure. */
  CodeBlock failed(Layout layout, int step, CodeBlock taken) {
    int element = layout.steps().get(step).element();
    return CodeBlock.of(
        "step = $L", decision(layout.guard(step), element, isWalked(element), taken));
  }

  /** The call of what decides, which gives the step at which the item goes on. */
  CodeBlock decision(Guard guard, int element, boolean walked, CodeBlock taken) {
    if (guard.retry() == null) {
      return CodeBlock.of("$N(failure)", names.failed(element));
    }
    return walked
        ? CodeBlock.of("$N(stack, failure, $L)", names.failed(element), taken)
        : CodeBlock.of("$N(stack, failure)", names.failed(element));
  }

  private boolean isWalked(int element) {
    return plan.elements().get(element).kind() == Element.Kind.SEQUENCE;
  }

  /** The fields of a level's frame. */
  List<FieldSpec> fields(Layout layout) {
    List<FieldSpec> fields = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      Guard guard = layout.guard(i);
      int element = layout.steps().get(i).element();
      Guard.Retry retry = guard.retry();
      if (retry != null) {
        fields.add(
            FieldSpec.builder(Tries.class, names.tries(element), Modifier.PRIVATE, Modifier.FINAL)
                .initializer("new $T($L)", Tries.class, policy(retry))
                .build());
      }
      for (int j = 0; j < guard.recovers().size(); j++) {
        fields.add(
            FieldSpec.builder(
                    guard.recovers().get(j).failure(), names.failure(element, j), Modifier.PRIVATE)
                .build());
      }
    }
    return fields;
  }

  /** The counts of tries that a level's frame has. */
  List<String> tries(Layout layout) {
    List<String> tries = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      if (layout.guard(i).retry() != null) {
        tries.add(names.tries(layout.steps().get(i).element()));
      }
    }
    return tries;
  }

  /** When a call is made again; after which failures is decided where they are caught. */
  static CodeBlock policy(Guard.Retry retry) {
    return CodeBlock.of(
        "$T.of($L).withBackoff($T.ofMillis($L))",
        RetryPolicy.class,
        retry.times(),
        Duration.class,
        literal(retry.backoffMillis()));
  }

  private static String literal(long number) {
    return number == (int) number ? String.valueOf(number) : number + "L";
  }

  /** Drops what the fields refer to. */
  CodeBlock close(Layout layout) {
    CodeBlock.Builder close = CodeBlock.builder();
    for (int i = 0; i < layout.steps().size(); i++) {
      Guard guard = layout.guard(i);
      int element = layout.steps().get(i).element();
      if (guard.retry() != null) {
        close.addStatement("$N.end()", names.tries(element));
      }
      for (int j = 0; j < guard.recovers().size(); j++) {
        close.addStatement("$N = null", names.failure(element, j));
      }
    }
    return close.build();
  }

  /** The methods that decide what becomes of failures. */
  List<MethodSpec> decisions(Layout layout) {
    List<MethodSpec> methods = new ArrayList<>();
    for (int i = 0; i < layout.steps().size(); i++) {
      if (!layout.guard(i).isNone()) {
        methods.add(decision(layout, i));
      }
    }
    return methods;
  }

  private MethodSpec decision(Layout layout, int index) {
    Guard guard = layout.guard(index);
    Step step = layout.steps().get(index);
    String stage = plan.elements().get(step.element()).name();
    boolean walked = isWalked(step.element());
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(names.failed(step.element()))
            .addJavadoc(
                walked
                    ? "The step to go on at after {@code $L}, or what it returned, has failed."
                    : "The step to go on at after {@code $L} has failed.",
                stage)
            .addModifiers(Modifier.PRIVATE)
            .returns(TypeName.INT);
    if (guard.retry() != null) {
      method.addParameter(FlowStack.class, "stack");
    }
    method.addParameter(guard.caught(), "failure");
    if (guard.retry() != null && walked) {
      method.addParameter(TypeName.LONG, "taken");
    }
    boolean throwing = WIDER_THAN_PAUSES.contains(guard.caught());
    if (throwing) {
      method
          .beginControlFlow("if (failure instanceof $T)", PauseFlow.class)
          .addStatement("throw $T.same(failure)", Recovery.class)
          .endControlFlow();
    }
    if (guard.retry() != null) {
      tryAgain(guard, guard.retry(), layout.name(index), step.element(), walked, method);
    }
    boolean isLeft = true;
    for (int j = 0; j < guard.recovers().size(); j++) {
      isLeft = isLeft && take(guard, j, layout.names(index).get(j + 1), step.element(), method);
    }
    if (isLeft) {
      throwing = true;
      method.addStatement("throw $T.same(failure)", Recovery.class);
    }
    return throwing ? method.addException(Exception.class).build() : method.build();
  }

  private void tryAgain(
      Guard guard,
      Guard.Retry retry,
      String step,
      int element,
      boolean walked,
      MethodSpec.Builder method) {
    String tries = names.tries(element);
    CodeBlock covered =
        retry.on().stream()
            .map(type -> CodeBlock.of("failure instanceof $T", type))
            .collect(CodeBlock.joining(" || "));
    boolean always = retry.on().contains(guard.caught());
    if (walked) {
      // What has given an item has not failed to begin.
      method
          .beginControlFlow("if (taken > 0)")
          .addStatement("$N.end()", tries)
          .nextControlFlow(
              always ? "else" : "else if ($L)", always ? new Object[0] : new Object[] {covered});
    } else if (!always) {
      method.beginControlFlow("if ($L)", covered);
    }
    method
        .addStatement("$T again = $N.again(failure)", PauseFlow.class, tries)
        .beginControlFlow("if (again != null)")
        .addStatement("stack.pause(again)")
        .addStatement("return $N", step)
        .endControlFlow();
    if (!always) {
      method.nextControlFlow("else").addStatement("$N.endWith(failure)", tries);
    }
    if (walked || !always) {
      method.endControlFlow();
    }
  }

  /** Has a method take what it can, and tells whether anything is left. */
  private boolean take(
      Guard guard, int index, String step, int element, MethodSpec.Builder method) {
    TypeName type = guard.recovers().get(index).failure();
    String failure = names.failure(element, index);
    if (type.equals(guard.caught())) {
      method.addStatement("$N = failure", failure).addStatement("return $N", step);
      return false;
    }
    method
        .beginControlFlow("if (failure instanceof $T caught)", type)
        .addStatement("$N = caught", failure)
        .addStatement("return $N", step)
        .endControlFlow();
    return true;
  }

  /**
   * Writes what the frame of a sequence does when its source fails: the frame that has called the
   * sequence decides what becomes of it.
   */
  MethodSpec fail(Level level, Guard guard, FrameScope scope) {
    MethodSpec.Builder fail =
        MethodSpec.methodBuilder("fail")
            .addJavadoc(
                "Leaves the stack, and closes the source, if something is done about its failure.")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(FlowStack.class, "stack")
            .addParameter(Throwable.class, "failure")
            .addException(Exception.class);
    if (guard.retry() != null) {
      fail.addParameter(TypeName.LONG, "taken");
    }
    if (!guard.recovers().isEmpty()) {
      fail.beginControlFlow("if (replaced != null)")
          .addStatement("$T.suppress(replaced, failure)", Recovery.class)
          .addStatement("throw $T.same(failure)", Recovery.class)
          .endControlFlow();
    }
    CodeBlock decision = decision(guard, level.element(), true, CodeBlock.of("taken"));
    return fail.addStatement(
            "$L = $L.$L",
            scope.member(level.parent(), "step"),
            names.frameField(level.parent()),
            decision)
        .addStatement("stack.pop(this)")
        .beginControlFlow("try")
        .addStatement("close()")
        .nextControlFlow("catch ($T unclosed)", Throwable.class)
        .addStatement("$T.suppress(unclosed, failure)", Recovery.class)
        .endControlFlow()
        .build();
  }
}
