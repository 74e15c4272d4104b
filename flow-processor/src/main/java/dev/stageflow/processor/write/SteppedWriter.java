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
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.model.Source;
import dev.stageflow.processor.model.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
  private final FrameTypes types;
  private final StepNames names;
  private final StageLambdas lambdas;
  private final SteppedGuards guards;
  private final CodeBlock.Builder code = CodeBlock.builder();

  SteppedWriter(FlowModel model, FlowNames flowNames, FrameTypes types) {
    this.model = model;
    this.plan = model.plan();
    this.types = types;
    this.names = new StepNames(model, flowNames, types);
    this.lambdas = new StageLambdas(model, flowNames, names);
    this.guards = new SteppedGuards(model, names, lambdas);
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
      code.add(guards.of(index));
    }
    if (element instanceof ElementModel.Context context) {
      plan.accumulatesIn(index).forEach(this::bucket);
      code.addStatement("steps.context()");
      hook("onFlush", index, context.onFlush());
      hook("onClose", index, context.onClose());
    } else if (element instanceof ElementModel.Function) {
      giving(
          index,
          "function",
          lambdas.onItem(index, calls -> LambdaBody.given(calls.function(index))));
    } else if (element instanceof ElementModel.Consumer) {
      code.addStatement(
          "$T $N = $L",
          value(TypeName.get(Void.class)),
          names.value(index),
          told("consumer", index, lambdas.onItem(index, calls -> calls.stage(index))));
    } else if (element instanceof ElementModel.Filter) {
      code.addStatement(told("filter", index, lambdas.onItem(index, calls -> calls.stage(index))));
    } else if (element instanceof ElementModel.Sequence sequence) {
      sequence(index, sequence);
    } else if (element instanceof ElementModel.Subflow subflow) {
      giving(
          index,
          subflow.several() ? "subflows" : "subflow",
          lambdas.onItem(index, calls -> calls.stage(index)));
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
                names.value(plan.itemOf(index)));
    if (model.elements().get(index) instanceof Accumulate) {
      told.add(", $N", names.bucket(index));
    }
    return told.add(",$W$L)", Lambda.arguments(lambdas)).build();
  }

  /**
   * The types of the item, of the bucket, and of what goes on. Javac would find them out by itself,
   * which took half as long again as all else that it has to do for the method.
   */
  private List<CodeBlock> typeArguments(int index) {
    ElementModel element = model.elements().get(index);
    List<CodeBlock> types = new ArrayList<>();
    types.add(boxed(names.type(plan.itemOf(index))));
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

  private void sequence(int index, ElementModel.Sequence sequence) {
    Source source = sequence.source();
    boolean isWalked = source.form() == Source.Form.ITSELF;
    if (isWalked && source.kind() == Source.Kind.ITERABLE) {
      giving(index, "sequence", lambdas.onItem(index, calls -> calls.stage(index)));
    } else if (isWalked && source.kind() == Source.Kind.FLOW_ITERATOR) {
      giving(index, "sequenceFrom", lambdas.onItem(index, calls -> calls.stage(index)));
    } else {
      giving(
          index,
          "sequenceFrom",
          lambdas.onItem(
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

  private void hook(String name, int index, @Nullable MethodModel method) {
    if (method != null) {
      Lambda lambda = lambdas.onNothing(index, calls -> calls.hook(index, method));
      code.addStatement("steps.$N($L)", name, Lambda.arguments(lambda));
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
        Lambda.arguments(lambdas.onNothing(index, calls -> start(index, accumulate, calls))));
    if (accumulate.flushWhen() != null) {
      code.addStatement(
          "steps.flushWhen($N,$W$L)",
          variable,
          Lambda.arguments(lambdas.onBucket(index, calls -> calls.flushWhen(index))));
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
    return exact || !type.isPrimitive() ? start : LambdaBody.widened(type, start);
  }

  private void accumulate(int index, Accumulate accumulate) {
    Lambda add = lambdas.onBucketAndItem(index, calls -> add(index, accumulate, calls));
    if (accumulate.value() == null) {
      code.addStatement(
          "$T $N = $L",
          value(TypeName.get(Void.class)),
          names.value(index),
          told(
              "accumulateLast",
              index,
              add,
              lambdas.onBucket(index, calls -> calls.finished(index))));
    } else {
      giving(
          index,
          "accumulate",
          add,
          lambdas.onBucket(
              index,
              calls -> LambdaBody.given(calls.finish(index, CodeBlock.of(LambdaScope.GIVEN)))));
    }
  }

  private CodeBlock add(int index, Accumulate accumulate, Calls calls) {
    if (accumulate.form() == Form.REPLACE) {
      CodeBlock added = calls.stage(index);
      TypeName type = names.bucketType(index);
      boolean exact = accumulate.method().returns().equals(type);
      return exact || !type.isPrimitive() ? added : LambdaBody.widened(type, added);
    }
    return LambdaBody.done(calls.add(index), CodeBlock.of(LambdaScope.BUCKET));
  }
}
