package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.RetryPolicy;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.GuardedStage;
import dev.stageflow.processor.write.expression.Variables;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the guarded calls of a level's stages: a field for each, and the method that makes it with
 * its timeout, its retries and its recoveries.
 */
final class GuardWriter {
  private static final TypeName EXCEPTION = TypeName.get(Exception.class);

  private final FlowModel model;
  private final List<Integer> guarded;
  private final FlowNames names;
  private final Calls calls;
  private final Variables variables;

  /**
   * Makes the writer of some calls.
   *
   * @param guarded the stages that are called
   */
  GuardWriter(FlowModel model, List<Integer> guarded, FlowNames names, Variables variables) {
    this.model = model;
    this.guarded = guarded;
    this.names = names;
    this.variables = variables;
    this.calls = new Calls(model, names, variables);
  }

  List<FieldSpec> fields() {
    return guarded.stream().map(this::field).toList();
  }

  private FieldSpec field(int element) {
    return FieldSpec.builder(
            type(element), names.guarded(element), Modifier.PRIVATE, Modifier.FINAL)
        .initializer("$N()", names.guard(element))
        .build();
  }

  private TypeName type(int element) {
    return ParameterizedTypeName.get(ClassName.get(GuardedCall.class), stage(element).result());
  }

  private GuardedStage stage(int element) {
    return GuardedStage.of(element, model, names, variables);
  }

  /** The calls with retries, which a trace counts. */
  CodeBlock tried() {
    List<CodeBlock> tries =
        guarded.stream()
            .filter(element -> model.guards().get(element).retry() != null)
            .map(element -> CodeBlock.of("$N.tryInHand()", names.guarded(element)))
            .toList();
    return tries.isEmpty()
        ? CodeBlock.of("")
        : CodeBlock.of(".trying($L)", CodeBlock.join(tries, ", "));
  }

  /** Clears the calls. */
  CodeBlock close() {
    CodeBlock.Builder close = CodeBlock.builder();
    guarded.forEach(stage -> close.addStatement("$N.end()", names.guarded(stage)));
    return close.build();
  }

  List<MethodSpec> methods() {
    return guarded.stream().map(this::method).toList();
  }

  private MethodSpec method(int element) {
    Guard guard = model.guards().get(element);
    GuardedStage stage = stage(element);
    CodeBlock.Builder call =
        CodeBlock.builder()
            .add(
                "new $T(\n$>$>$S,\nstack -> $L)$<$<",
                type(element),
                model.plan().name(element),
                stage.call());
    Long timeout = guard.timeoutMillis();
    if (timeout != null) {
      call.add("\n.timeout($T.ofMillis($L))", Duration.class, literal(timeout));
    }
    Guard.Retry retry = guard.retry();
    if (retry != null) {
      boolean isAnnotated = retry.policy() instanceof Guard.Policy.Annotated;
      call.add(isAnnotated ? "\n.retry($L)" : "\n.retry(() -> $L)", policy(element, retry));
    }
    for (int i = 0; i < guard.recoveries().size(); i++) {
      String output = guard.recoveries().get(i).output();
      if (output != null) {
        call.add(
            "\n.<$T, $T>recoverTo(\n$>$>$T.class,\n(stack, failure) -> $L,\n$N -> $L.accept($N),\n$L)$<$<",
            guard.recoveries().get(i).failure(),
            output.isEmpty()
                ? model.header().types().output()
                : model.header().types().sink(output).type(),
            guard.recoveries().get(i).failure(),
            calls.recover(element, i),
            "rejected",
            calls.sink(output),
            "rejected",
            stage.dropped());
        continue;
      }
      call.add(
          "\n.recover($T.class,$W(stack, failure) -> $L)",
          guard.recoveries().get(i).failure(),
          stage.recovery(i));
    }
    return MethodSpec.methodBuilder(names.guard(element))
        .addJavadoc("Returns the guarded call of {@code $L}.", model.plan().name(element))
        .addModifiers(Modifier.PRIVATE)
        .returns(type(element))
        .addStatement("return $L", call.build())
        .build();
  }

  /** When a call is retried. */
  private CodeBlock policy(int element, Guard.Retry retry) {
    Guard.Delay delay = retry.delay();
    CodeBlock policy = policy(element, retry.policy());
    if (delay == null) {
      return policy;
    }
    boolean isAnnotated = retry.policy() instanceof Guard.Policy.Annotated;
    return CodeBlock.of(
        isAnnotated
            ? "$L\n.withDelay($T.class, failure -> $L)"
            : "$L.withDelay($T.class,$Wfailure -> $L)",
        policy,
        delay.failure(),
        calls.delay(element, delay));
  }

  private CodeBlock policy(int element, Guard.Policy policy) {
    if (policy instanceof Guard.Policy.Method method) {
      return calls.policy(element, method);
    } else if (policy instanceof Guard.Policy.Field field) {
      return calls.policy(field);
    }
    return annotated((Guard.Policy.Annotated) policy);
  }

  private static CodeBlock annotated(Guard.Policy.Annotated retry) {
    CodeBlock policy =
        CodeBlock.of(
            "$T.of($L).withBackoff($T.ofMillis($L))",
            RetryPolicy.class,
            retry.times(),
            Duration.class,
            literal(retry.backoffMillis()));
    return retry.on().equals(List.of(EXCEPTION))
        ? policy
        : CodeBlock.of(
            "$L.on($L)",
            policy,
            retry.on().stream()
                .map(type -> CodeBlock.of("$T.class", type))
                .collect(CodeBlock.joining(",$W")));
  }

  static String literal(long number) {
    return number == (int) number ? String.valueOf(number) : number + "L";
  }

  /**
   * Writes the handling of a source's failure in the frame of its sequence: the guarded call of the
   * sequence decides whether the outer frame makes the call again, or a recovery replaces the
   * source.
   */
  static CodeBlock sourceFailed(
      FlowModel model, FlowNames names, FrameVariables variables, Level level, CodeBlock taken) {
    Layout outer = new Layout(model.plan().levels().get(level.parent()), model, names);
    return CodeBlock.builder()
        .addStatement(
            "$L.sourceFailed(stack, this, failure, $L)",
            variables.member(level.parent(), names.guarded(level.element())),
            taken)
        .addStatement(
            "$L = $L.$N",
            variables.member(level.parent(), "step"),
            names.frameClass(level.parent()),
            outer.nameOfEntering(level))
        .build();
  }
}
