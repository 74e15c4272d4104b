package dev.stageflow.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.stageflow.engine.FlowIterators;
import dev.stageflow.interpreter.DefinedStages;
import dev.stageflow.interpreter.Value;
import dev.stageflow.plan.Element.Trait;
import dev.stageflow.plan.FlowPlan;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.ElementModel.Accumulate;
import dev.stageflow.processor.model.ElementModel.Accumulate.Form;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Guard;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the method that tells the stages of a definition one by one, for flows to which stages are
 * added: {@code Value<Line> line = steps.function("price", item, (it, in) ->
 * in.stages().price(it));}.
 */
final class SteppedWriter {
  /** The method's name. */
  static final String STEPPED = "stepped";

  /** Types of which there are no literals. */
  private static final Set<TypeName> SMALL = Set.of(TypeName.BYTE, TypeName.SHORT);

  private final FlowModel model;
  private final FlowPlan plan;
  private final FlowNames flowNames;
  private final FrameWriter.Types types;
  private final StepNames names;
  private final CodeBlock.Builder code = CodeBlock.builder();

  SteppedWriter(FlowModel model, FlowNames flowNames, FrameWriter.Types types) {
    this.model = model;
    this.plan = model.plan();
    this.flowNames = flowNames;
    this.types = types;
    this.names = new StepNames(model, flowNames, types);
  }

  /**
   * Writes the method.
   *
   * @param stepped the type of the flow that it makes
   */
  MethodSpec method(TypeName stepped) {
    code.addStatement(
        "$T steps = new $T<>(added)",
        ParameterizedTypeName.get(ClassName.get(DefinedStages.class), types.definition()),
        DefinedStages.class);
    String first = first();
    plan.accumulatesIn(FlowPlan.RUN).forEach(this::bucket);
    for (int i = 0; i < model.elements().size(); i++) {
      element(i, model.elements().get(i));
    }
    int last = plan.result() == FlowPlan.NO_VALUE ? model.elements().size() - 1 : plan.result();
    code.addStatement("return steps.flow($N, $N)", first, names.value(last));
    return MethodSpec.methodBuilder(STEPPED)
        .addModifiers(Modifier.PRIVATE)
        .addJavadoc("The stages one by one, with those that are added.")
        .returns(stepped)
        .addCode(code.build())
        .build();
  }

  private String first() {
    if (model.inputValue() == null) {
      String nothing = names.value(FlowPlan.NO_VALUE);
      code.addStatement("$T $N = steps.noInput()", value(ClassName.OBJECT), nothing);
      return nothing;
    }
    String input = names.value(FlowPlan.RUN);
    code.addStatement("$T $N = steps.input()", value(model.inputValue().type()), input);
    return input;
  }

  private static TypeName value(TypeName type) {
    return ParameterizedTypeName.get(ClassName.get(Value.class), type.box());
  }

  private void element(int index, ElementModel element) {
    if (!(element instanceof ElementModel.Context)) {
      guard(index, element);
    }
    if (element instanceof ElementModel.Context context) {
      plan.accumulatesIn(index).forEach(this::bucket);
      code.addStatement("steps.context()");
      hook("onFlush", index, context.onFlush());
      hook("onClose", index, context.onClose());
    } else if (element instanceof ElementModel.Function) {
      giving(index, "function", stage(index, calls -> given(calls.function(index))));
    } else if (element instanceof ElementModel.Consumer) {
      code.addStatement(
          "$T $N = $L",
          value(TypeName.get(Void.class)),
          names.value(index),
          told("consumer", index, stage(index, calls -> calls.stage(index))));
    } else if (element instanceof ElementModel.Filter) {
      code.addStatement(told("filter", index, stage(index, calls -> calls.stage(index))));
    } else if (element instanceof ElementModel.Sequence sequence) {
      sequence(index, sequence);
    } else if (element instanceof ElementModel.Subflow subflow) {
      giving(
          index,
          subflow.several() ? "subflows" : "subflow",
          stage(index, calls -> calls.stage(index)));
    } else {
      accumulate(index, (Accumulate) element);
    }
  }

  private void giving(int index, String method, Lambda... lambdas) {
    code.addStatement(
        "$T $N = $L", value(names.type(index)), names.value(index), told(method, index, lambdas));
  }

  /** A stage, with its name, its item, what it calls, and what that looks at. */
  private CodeBlock told(String method, int index, Lambda... lambdas) {
    CodeBlock.Builder told =
        CodeBlock.builder()
            .add(
                "steps.<$L>$N($S, $N",
                CodeBlock.join(typeArguments(index), ", "),
                method,
                plan.elements().get(index).name(),
                names.value(plan.sites().get(index).item()));
    if (model.elements().get(index) instanceof Accumulate) {
      told.add(", $N", names.bucket(index));
    }
    return told.add(",$W$L)", arguments(lambdas)).build();
  }

  /**
   * The types of the item, of the bucket, and of what goes on. Javac would find them out by itself,
   * which took half as long again as all else that it has to do for the method.
   */
  private List<CodeBlock> typeArguments(int index) {
    ElementModel element = model.elements().get(index);
    List<CodeBlock> types = new ArrayList<>();
    types.add(boxed(names.type(plan.sites().get(index).item())));
    if (element instanceof Accumulate) {
      types.add(boxed(names.bucketType(index)));
    }
    if (ElementModels.valueOf(element) != null) {
      types.add(boxed(names.type(index)));
    }
    return types;
  }

  private static CodeBlock boxed(TypeName type) {
    return CodeBlock.of("$T", type.box());
  }

  private static CodeBlock arguments(Lambda... lambdas) {
    List<CodeBlock> arguments = new ArrayList<>();
    Set<String> looksAt = new TreeSet<>();
    for (Lambda lambda : lambdas) {
      arguments.add(lambda.code);
      looksAt.addAll(lambda.looksAt);
    }
    looksAt.forEach(variable -> arguments.add(CodeBlock.of("$N", variable)));
    return CodeBlock.join(arguments, ",$W");
  }

  /** A lambda, and the variables of what it looks at. */
  private record Lambda(CodeBlock code, Set<String> looksAt) {}

  /** A lambda on the stage's item. */
  private Lambda stage(int index, Function<Calls, CodeBlock> body) {
    return lambda(
        "($L, $L)",
        index,
        plan.sites().get(index).item(),
        body,
        LambdaScope.ITEM,
        LambdaScope.SCOPE);
  }

  /** A lambda without an item. */
  private Lambda looking(int index, Function<Calls, CodeBlock> body) {
    return lambda("$L", index, FlowPlan.NO_VALUE, body, LambdaScope.SCOPE);
  }

  /** A lambda on the stage's bucket. */
  private Lambda gathered(int index, Function<Calls, CodeBlock> body) {
    return lambda(
        "($L, $L)", index, FlowPlan.NO_VALUE, body, LambdaScope.BUCKET, LambdaScope.SCOPE);
  }

  private Lambda lambda(
      String parameters,
      int index,
      int item,
      Function<Calls, CodeBlock> body,
      Object... parameterNames) {
    LambdaScope scope = new LambdaScope(names, item, index);
    CodeBlock called = body.apply(new Calls(model, flowNames, scope));
    return new Lambda(
        CodeBlock.of("$L -> $L", CodeBlock.of(parameters, parameterNames), called),
        scope.looksAt());
  }

  /** What a function returned, as what goes on, or null. */
  private static CodeBlock given(Calls.Given given) {
    CodeBlock unwrapped = given.unwrapped();
    CodeBlock dropped = given.dropped();
    if (unwrapped == null && (dropped == null || isNullAlone(dropped))) {
      return given.call();
    }
    return CodeBlock.builder()
        .add("{\n$>")
        .add("$T $L = $L;\n", given.type(), given.kept(), given.call())
        .add("return $L ? null : $L;\n", dropped, unwrapped == null ? given.kept() : unwrapped)
        .add("$<}")
        .build();
  }

  private static boolean isNullAlone(CodeBlock dropped) {
    return dropped.toString().equals(LambdaScope.GIVEN + " == null");
  }

  private void sequence(int index, ElementModel.Sequence sequence) {
    Source source = sequence.source();
    boolean isWalked = source.form() == Source.Form.ITSELF;
    if (isWalked && source.kind() == Source.Kind.ITERABLE) {
      giving(index, "sequence", stage(index, calls -> calls.stage(index)));
    } else if (isWalked && source.kind() == Source.Kind.FLOW_ITERATOR) {
      giving(index, "sequenceFrom", stage(index, calls -> calls.stage(index)));
    } else {
      giving(
          index,
          "sequenceFrom",
          stage(
              index,
              calls ->
                  CodeBlock.of(
                      "$T.$N($L)",
                      FlowIterators.class,
                      Objects.requireNonNull(source.opener()),
                      calls.stage(index))));
    }
    hook("onFinish", index, sequence.onFinish());
  }

  /** What is done when a stage fails, which is told before the stage. */
  private void guard(int index, ElementModel element) {
    Guard guard = model.guards().get(index);
    Guard.Retry retry = guard.retry();
    if (retry != null) {
      CodeBlock on =
          retry.on().stream()
              .map(type -> CodeBlock.of("$T.class", type))
              .collect(CodeBlock.joining(", "));
      code.addStatement("steps.retry($L.on($L))", GuardWriter.policy(retry), on);
    }
    for (int i = 0; i < guard.recovers().size(); i++) {
      Lambda lambda = recover(index, i, element, guard.recovers().get(i));
      code.addStatement(
          "steps.<$T, $T, $T>recover($T.class, $N,$W$L)",
          names.type(plan.sites().get(index).item()).box(),
          guard.recovers().get(i).failure(),
          recovered(index, element, guard.recovers().get(i)),
          guard.recovers().get(i).failure(),
          names.value(plan.sites().get(index).item()),
          arguments(lambda));
    }
  }

  /** The type of what is given in a stage's place. */
  private TypeName recovered(int index, ElementModel element, Guard.Recover taking) {
    if (element instanceof ElementModel.Function) {
      return names.type(index).box();
    }
    if (element instanceof ElementModel.Filter) {
      return names.type(plan.sites().get(index).item()).box();
    }
    if (element instanceof Accumulate) {
      return names.bucketType(index).box();
    }
    return element instanceof ElementModel.Consumer
        ? TypeName.get(Void.class)
        : taking.method().returns();
  }

  private Lambda recover(int index, int recover, ElementModel element, Guard.Recover taking) {
    // Its own bucket is no parameter, and is looked up like others.
    boolean isAccumulate = element instanceof Accumulate;
    LambdaScope scope =
        new LambdaScope(
            names, plan.sites().get(index).item(), isAccumulate ? FlowPlan.NO_VALUE : index);
    Calls calls = new Calls(model, flowNames, scope);
    CodeBlock failure = CodeBlock.of(LambdaScope.FAILURE);
    CodeBlock call = calls.recover(index, recover, failure);
    CodeBlock body = call;
    if (element instanceof ElementModel.Function function) {
      body =
          recovered(
              calls.recoverFunction(index, recover, CodeBlock.of(LambdaScope.GIVEN), failure),
              function.value().type());
    } else if (element instanceof ElementModel.Filter) {
      body = CodeBlock.of("$L ? $L : null", call, LambdaScope.ITEM);
    } else if (element instanceof ElementModel.Consumer) {
      body = done(call, CodeBlock.of("null"));
    } else if (element instanceof Accumulate accumulate) {
      body =
          accumulate.form() == Form.IN_PLACE
              ? done(call, scope.bucket(index))
              : recovered(
                  new Calls.Given(
                      taking.method().returns(),
                      CodeBlock.of(LambdaScope.GIVEN),
                      call,
                      taking.method().returns().isPrimitive()
                          ? null
                          : CodeBlock.of("$L == null", LambdaScope.GIVEN),
                      CodeBlock.of(LambdaScope.GIVEN)),
                  names.bucketType(index));
    }
    return new Lambda(
        CodeBlock.of(
            "($L, $L, $L) -> $L", LambdaScope.ITEM, LambdaScope.FAILURE, LambdaScope.SCOPE, body),
        scope.looksAt());
  }

  private static CodeBlock done(CodeBlock call, CodeBlock given) {
    return CodeBlock.builder()
        .add("{\n$>")
        .add("$L;\n", call)
        .add("return $L;\n", given)
        .add("$<}")
        .build();
  }

  /** What is given in a stage's place, of the very type that the stage gives, boxed or not. */
  private static CodeBlock recovered(Calls.Given given, TypeName type) {
    if (!type.isPrimitive()) {
      return given(given);
    }
    CodeBlock.Builder block =
        CodeBlock.builder()
            .add("{\n$>")
            .add("$T $L = $L;\n", given.type(), LambdaScope.GIVEN, given.call());
    if (given.dropped() != null) {
      block.add("if ($L) {\n$>", given.dropped()).add("return null;\n").add("$<}\n");
    }
    CodeBlock unwrapped = given.unwrapped();
    return block
        .add(
            "$T $L = $L;\n",
            type,
            LambdaScope.RECOVERED,
            unwrapped == null ? given.kept() : unwrapped)
        .add("return $L;\n", LambdaScope.RECOVERED)
        .add("$<}")
        .build();
  }

  private void hook(String name, int index, @Nullable MethodModel method) {
    if (method != null) {
      Lambda lambda = looking(index, calls -> calls.hook(index, method));
      code.addStatement("steps.$N($L)", name, arguments(lambda));
    }
  }

  private void bucket(int index) {
    Accumulate accumulate = (Accumulate) model.elements().get(index);
    String variable = names.bucket(index);
    code.addStatement(
        "$T $N = steps.<$T>bucket($L)",
        value(names.bucketType(index)),
        variable,
        names.bucketType(index).box(),
        arguments(looking(index, calls -> start(index, accumulate, calls))));
    if (accumulate.flushWhen() != null) {
      code.addStatement(
          "steps.flushWhen($N,$W$L)",
          variable,
          arguments(gathered(index, calls -> calls.flushWhen(index))));
    }
    if (plan.elements().get(index).has(Trait.EMIT_EMPTY)) {
      code.addStatement("steps.emitEmpty($N)", variable);
    }
  }

  /** A number may have to be widened, which a lambda would not do for a box. */
  private CodeBlock start(int index, Accumulate accumulate, Calls calls) {
    CodeBlock start = calls.start(index);
    TypeName type = names.bucketType(index);
    boolean exact =
        accumulate.start() instanceof Start.Call method
            ? method.method().returns().equals(type)
            : start.toString().matches("[0-9'].*|true|false") && !SMALL.contains(type);
    return exact || !type.isPrimitive() ? start : typed(type, start);
  }

  private static CodeBlock typed(TypeName type, CodeBlock value) {
    return CodeBlock.builder()
        .add("{\n$>")
        .add("$T $L = $L;\n", type, LambdaScope.GIVEN, value)
        .add("return $L;\n", LambdaScope.GIVEN)
        .add("$<}")
        .build();
  }

  private void accumulate(int index, Accumulate accumulate) {
    Lambda add =
        lambda(
            "($L, $L, $L)",
            index,
            plan.sites().get(index).item(),
            calls -> add(index, accumulate, calls),
            LambdaScope.BUCKET,
            LambdaScope.ITEM,
            LambdaScope.SCOPE);
    if (accumulate.value() == null) {
      code.addStatement(
          "$T $N = $L",
          value(TypeName.get(Void.class)),
          names.value(index),
          told("accumulateLast", index, add, gathered(index, calls -> calls.finished(index))));
    } else {
      giving(
          index,
          "accumulate",
          add,
          gathered(index, calls -> given(calls.finish(index, CodeBlock.of(LambdaScope.GIVEN)))));
    }
  }

  private CodeBlock add(int index, Accumulate accumulate, Calls calls) {
    if (accumulate.form() == Form.REPLACE) {
      CodeBlock added = calls.stage(index);
      TypeName type = names.bucketType(index);
      boolean exact = accumulate.method().returns().equals(type);
      return exact || !type.isPrimitive() ? added : typed(type, added);
    }
    return CodeBlock.builder()
        .add("{\n$>")
        .add("$L;\n", calls.add(index))
        .add("return $L;\n", LambdaScope.BUCKET)
        .add("$<}")
        .build();
  }
}
