package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import dev.stageflow.Flow;
import dev.stageflow.RetryPolicy;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.guard.GuardedCall;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.Variables;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the calls of a level's stages about whose failures something is done: a field for each,
 * and the method that says what it calls, how often it is tried again, and what takes its failures.
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
    return ParameterizedTypeName.get(ClassName.get(GuardedCall.class), result(element));
  }

  /** The calls that are tried again, which a trace counts. */
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

  /** Drops what the calls refer to. */
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
    CodeBlock.Builder call =
        CodeBlock.builder()
            .add(
                "new $T(\n$>$>$S,\nstack -> $L)$<$<",
                type(element),
                stageName(element),
                stage(element));
    Long timeout = guard.timeoutMillis();
    if (timeout != null) {
      call.add("\n.timeout($T.ofMillis($L))", Duration.class, literal(timeout));
    }
    Guard.Retry retry = guard.retry();
    if (retry != null) {
      boolean isTold = retry.policy() instanceof Guard.Policy.Told;
      call.add(isTold ? "\n.retry($L)" : "\n.retry(() -> $L)", policy(element, retry));
    }
    for (int i = 0; i < guard.recovers().size(); i++) {
      String output = guard.recovers().get(i).output();
      if (output != null) {
        call.add(
            "\n.<$T, $T>recoverTo(\n$>$>$T.class,\n(stack, failure) -> $L,\n$N -> $L.accept($N),\n$L)$<$<",
            guard.recovers().get(i).failure(),
            output.isEmpty() ? model.header().output() : model.header().output(output).type(),
            guard.recovers().get(i).failure(),
            calls.recover(element, i),
            "rejected",
            calls.sink(output),
            "rejected",
            dropped(element));
        continue;
      }
      call.add(
          "\n.recover($T.class,$W(stack, failure) -> $L)",
          guard.recovers().get(i).failure(),
          recovery(element, i));
    }
    return MethodSpec.methodBuilder(names.guard(element))
        .addJavadoc(
            guard.takesFailures()
                ? "Calls {@code $L}, and what is done when it fails."
                : "Calls {@code $L}, but for no longer than it may take.",
            stageName(element))
        .addModifiers(Modifier.PRIVATE)
        .returns(type(element))
        .addStatement("return $L", call.build())
        .build();
  }

  private String stageName(int element) {
    return model.plan().elements().get(element).name();
  }

  /** What comes of the call whose item is dropped. */
  private String dropped(int element) {
    ElementModel stage = model.elements().get(element);
    return stage instanceof ElementModel.Filter || stage instanceof ElementModel.Accumulate
        ? "false"
        : "null";
  }

  /** When a call is made again. */
  private CodeBlock policy(int element, Guard.Retry retry) {
    Guard.Delay delay = retry.delay();
    CodeBlock policy = policy(element, retry.policy());
    if (delay == null) {
      return policy;
    }
    boolean isTold = retry.policy() instanceof Guard.Policy.Told;
    return CodeBlock.of(
        isTold
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
    return told((Guard.Policy.Told) policy);
  }

  private static CodeBlock told(Guard.Policy.Told told) {
    CodeBlock policy =
        CodeBlock.of(
            "$T.of($L).withBackoff($T.ofMillis($L))",
            RetryPolicy.class,
            told.times(),
            Duration.class,
            literal(told.backoffMillis()));
    return told.on().equals(List.of(EXCEPTION))
        ? policy
        : CodeBlock.of(
            "$L.on($L)",
            policy,
            told.on().stream()
                .map(type -> CodeBlock.of("$T.class", type))
                .collect(CodeBlock.joining(",$W")));
  }

  static String literal(long number) {
    return number == (int) number ? String.valueOf(number) : number + "L";
  }

  /** The result type of a stage's guarded call. */
  TypeName result(int element) {
    ElementModel stage = model.elements().get(element);
    if (stage instanceof ElementModel.Function function) {
      return function.value().type().box();
    } else if (stage instanceof ElementModel.Sequence sequence) {
      return sequence.method().returns();
    } else if (stage instanceof ElementModel.Subflow subflow) {
      return flows(element, subflow);
    }
    return ClassName.get(stage instanceof ElementModel.Consumer ? Void.class : Boolean.class);
  }

  /** A recovery may give another kind of flow than the stage, or several for one. */
  private TypeName flows(int element, ElementModel.Subflow subflow) {
    if (model.guards().get(element).recovers().isEmpty()) {
      return subflow.method().returns();
    }
    TypeName item = itemType(element).box();
    TypeName flow =
        ParameterizedTypeName.get(
            ClassName.get(Flow.class),
            WildcardTypeName.supertypeOf(item),
            WildcardTypeName.subtypeOf(subflow.value().type().box()));
    return isSeveral(element)
        ? ParameterizedTypeName.get(ClassName.get(List.class), WildcardTypeName.subtypeOf(flow))
        : flow;
  }

  private TypeName itemType(int element) {
    return model.value(model.plan().itemOf(element)).type();
  }

  /** Whether the stage gives several flows, or a recovery does in its place. */
  boolean isSeveral(int element) {
    return ((ElementModel.Subflow) model.elements().get(element)).several()
        || model.guards().get(element).recovers().stream().anyMatch(Guard.Recover::several);
  }

  /** What calls the stage: an expression, or a block that returns. */
  private CodeBlock stage(int element) {
    ElementModel stage = model.elements().get(element);
    if (stage instanceof ElementModel.Function) {
      return calls.orNull(element);
    } else if (stage instanceof ElementModel.Consumer) {
      return block(calls.stage(element), "null");
    } else if (stage instanceof ElementModel.Accumulate) {
      return block(calls.add(element), "true");
    } else if (stage instanceof ElementModel.Subflow subflow) {
      return flows(calls.stage(element), subflow.several(), element);
    }
    return calls.stage(element);
  }

  private static CodeBlock block(CodeBlock statement, String result) {
    return CodeBlock.of("{$>\n$L;\nreturn $L;$<\n}", statement, result);
  }

  private CodeBlock flows(CodeBlock call, boolean several, int element) {
    return several || !isSeveral(element)
        ? call
        : CodeBlock.of("$T.each($L)", Subflows.class, call);
  }

  /** What calls a recovery. */
  private CodeBlock recovery(int element, int index) {
    ElementModel stage = model.elements().get(element);
    Guard.Recover recover = model.guards().get(element).recovers().get(index);
    CodeBlock call = calls.recover(element, index);
    TypeName returned = recover.method().returns();
    if (stage instanceof ElementModel.Function function) {
      return widened(call, recover, function.value().type());
    } else if (stage instanceof ElementModel.Consumer) {
      return block(call, "null");
    } else if (stage instanceof ElementModel.Subflow) {
      return flows(call, recover.several(), element);
    } else if (!(stage instanceof ElementModel.Accumulate)) {
      return call;
    } else if (returned.equals(TypeName.VOID)) {
      return block(call, "true");
    } else if (returned.isPrimitive()) {
      return block(CodeBlock.of("$L = $L", variables.bucket(element), call), "true");
    }
    return CodeBlock.of(
        "{$>\n$T recovered = $L;\nif (recovered == null) {$>\nreturn false;$<\n}\n$L = recovered;\nreturn true;$<\n}",
        returned,
        call,
        variables.bucket(element));
  }

  /** A primitive value is given as a box, to which only its own type converts. */
  private static CodeBlock widened(CodeBlock call, Guard.Recover recover, TypeName type) {
    TypeName given = given(recover);
    if (!type.isPrimitive() || given.box().equals(type.box())) {
      return call;
    }
    return given.isPrimitive()
        ? CodeBlock.of("{$>\n$T widened = $L;\nreturn widened;$<\n}", type, call)
        : CodeBlock.of(
            "{$>\n$T recovered = $L;\nif (recovered == null) {$>\nreturn null;$<\n}\n$T widened = recovered;\nreturn widened;$<\n}",
            given,
            call,
            type);
  }

  /** What a recovery gives, once it is unwrapped. */
  private static TypeName given(Guard.Recover recover) {
    TypeName returned = recover.method().returns();
    return switch (recover.unwrapping()) {
      case NONE -> returned;
      case OPTIONAL -> {
        TypeName given = ((ParameterizedTypeName) returned).typeArguments.get(0);
        yield given instanceof WildcardTypeName wildcard ? wildcard.upperBounds.get(0) : given;
      }
      case OPTIONAL_INT -> TypeName.INT.box();
      case OPTIONAL_LONG -> TypeName.LONG.box();
      case OPTIONAL_DOUBLE -> TypeName.DOUBLE.box();
    };
  }

  /**
   * Writes what the frame of a sequence does when its source fails: the call of the sequence
   * decides, which the outer frame makes again or has replaced.
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
