package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.internal.flow.Subflows;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.parallel.Fork;
import dev.stageflow.internal.parallel.InFlightCall;
import dev.stageflow.internal.parallel.InFlightFlow;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.position.Position;
import dev.stageflow.internal.position.Waypoint;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Key;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.InFlightVariables;
import dev.stageflow.processor.write.expression.StorableWriter;
import dev.stageflow.processor.write.expression.ValueCall;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the class of the items that are in a parallel stage, or that a fork is started for. It
 * holds the arguments of the call, and the values that stages after a parallel one take in addition
 * to its own.
 */
public final class InFlightWriter {
  private final FlowModel model;
  private final FlowPlan plan;
  private final FlowNames names;
  private final FrameTypes types;
  private final int stage;
  private final InFlightVariables variables;
  private final Calls calls;
  private final GuardWriter guards;
  private final boolean isGuarded;
  private final MethodSpec call;
  private final @Nullable MethodSpec key;
  private final List<MethodSpec> guardMethods;
  private final Set<Integer> values;
  private final @Nullable StorableWriter storables;

  /**
   * Makes the writer of one class.
   *
   * @param storables writes the values of a durable definition; null for another one
   */
  public InFlightWriter(
      FlowModel model, FlowNames names, int stage, @Nullable StorableWriter storables) {
    this.storables = storables;
    this.model = model;
    this.plan = model.plan();
    this.names = names;
    this.types = new FrameTypes(model, names);
    this.stage = stage;
    variables = new InFlightVariables(names);
    calls = new Calls(model, names, variables);
    isGuarded = !model.guards().get(stage).isNone();
    guards = new GuardWriter(model, isGuarded ? List.of(stage) : List.of(), names, variables);
    call = isFlow() ? enterFlows() : call();
    key = key();
    guardMethods = guards.methods();
    values = new TreeSet<>(variables.values());
    values.add(plan.itemOf(stage));
    if (!isFork()) {
      LoopWriter.carried(model, plan.levels().get(plan.windowLevel(stage)))
          .forEach(value -> values.add(value.id()));
    }
  }

  private boolean isFork() {
    return model.isFork(stage);
  }

  private boolean isFlow() {
    return model.elements().get(stage) instanceof ElementModel.Subflow;
  }

  /** Whether the item refers to the definition. */
  boolean usesStages() {
    return variables.usesStages();
  }

  /** Whether the item refers to the named sinks. */
  boolean usesOutputs() {
    return variables.usesOutputs();
  }

  /** Whether the item refers to the sink of the outputs. */
  boolean usesSink() {
    return variables.usesSink();
  }

  /** The values that the item holds, in order. */
  Set<Integer> values() {
    return values;
  }

  /** Writes the class. */
  public TypeSpec write() {
    String name = plan.name(stage);
    TypeSpec.Builder type =
        TypeSpec.classBuilder(names.inFlightClass(stage))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(model.header().definition().typeVariables())
            .superclass(ParameterizedTypeName.get(ClassName.get(superclass()), given()))
            .addJavadoc(
                isFork()
                    ? "A call of {@code $L} that is started for an item.\n"
                    : "An item that is in {@code $L}, with what later stages take.\n",
                name)
            .addField(
                FieldSpec.builder(Waypoint[].class, names.waypoints())
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("{$T.at($S)}", Waypoint.class, name)
                    .build());
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    if (usesStages()) {
      link(types.definition(), "stages", type, constructor);
    }
    if (usesOutputs()) {
      link(types.outputs(), "outputs", type, constructor);
    }
    if (usesSink()) {
      link(types.sink(), "sink", type, constructor);
    }
    for (int value : values) {
      link(model.value(value).type(), names.value(value), type, constructor);
    }
    type.addFields(guards.fields()).addMethod(constructor.build()).addMethod(call);
    type.addMethods(guardMethods);
    if (key != null) {
      type.addMethod(key);
    }
    if (storables != null) {
      type.addMethod(save(storables));
    }
    return type.addMethod(position()).build();
  }

  private MethodSpec save(StorableWriter storables) {
    MethodSpec.Builder save =
        MethodSpec.methodBuilder("save")
            .addJavadoc("Writes what the stage is started with.")
            .addParameter(SavedWriter.class, "out");
    for (int value : values) {
      save.addStatement(
          storables.write(
              model.storable(model.value(value).type()), CodeBlock.of("$N", names.value(value))));
    }
    if (isFlow()) {
      save.addStatement("out.writeLong(taken())");
    }
    return save.build();
  }

  /** Reads a saved value. */
  static CodeBlock read(FlowModel model, StorableWriter storables, int id) {
    return storables.read(model.storable(model.value(id).type()));
  }

  private Class<?> superclass() {
    return isFork() ? Fork.class : isFlow() ? InFlightFlow.class : InFlightCall.class;
  }

  private static void link(
      TypeName fieldType, String name, TypeSpec.Builder type, MethodSpec.Builder constructor) {
    type.addField(fieldType, name, Modifier.PRIVATE, Modifier.FINAL);
    constructor.addParameter(fieldType, name).addStatement("this.$N = $N", name, name);
  }

  private TypeName given() {
    Value value = model.elements().get(stage).value();
    return value == null ? ClassName.get(Void.class) : value.type().box();
  }

  private MethodSpec call() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("call")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(FlowStack.class, "stack")
            .addException(Exception.class)
            .returns(given());
    if (!(model.elements().get(stage) instanceof ElementModel.Function function)) {
      return method.addStatement(made()).addStatement("return null").build();
    }
    if (function.stop() == null) {
      return method
          .addStatement(
              "return stack.given($S, $L)",
              stageName(),
              isGuarded ? calls.made(stage) : calls.orNull(stage))
          .build();
    }
    ValueCall given = isGuarded ? calls.guarded(stage) : calls.function(stage);
    variables.values().remove(stage);
    CodeBlock value = given.unwrapped() == null ? given.kept() : given.unwrapped();
    return method
        .addStatement(given.declaration())
        .addStatement(
            "return stack.given($S, $L ? null : $L)",
            stageName(),
            Objects.requireNonNull(given.dropped()),
            value)
        .build();
  }

  private String stageName() {
    return plan.name(stage);
  }

  private CodeBlock made() {
    return isGuarded ? calls.made(stage) : calls.stage(stage);
  }

  private MethodSpec enterFlows() {
    boolean several = model.givesFlows(stage);
    String flow = several ? "flows" : "flow";
    boolean isTimed = model.guards().get(stage).timeoutMillis() != null;
    CodeBlock flows = isTimed ? calls.opened(stage) : made();
    CodeBlock timeout =
        isTimed ? CodeBlock.of("$N.watch(this::again), ", names.guarded(stage)) : CodeBlock.of("");
    return MethodSpec.methodBuilder("enterFlows")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(FlowStack.class, "stack")
        .addException(Exception.class)
        .addStatement("$T $L = $L", types.flows(stage), flow, flows)
        .beginControlFlow("if ($L != null)", flow)
        .addStatement(
            "$T.$L(stack, $L$L, $L, this)",
            Subflows.class,
            several ? "enterEach" : "enter",
            timeout,
            flow,
            variables.value(plan.itemOf(stage)))
        .nextControlFlow("else")
        .addStatement("stack.dropped($S)", stageName())
        .endControlFlow()
        .build();
  }

  private @Nullable MethodSpec key() {
    Key by = isFork() ? null : model.parallel(stage).key();
    return by == null
        ? null
        : MethodSpec.methodBuilder("key")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addException(Exception.class)
            .returns(Object.class)
            .addStatement("return $L", calls.key(stage, by))
            .build();
  }

  private MethodSpec position() {
    int item = plan.itemOf(stage);
    int source = plan.replacedBy(item);
    CodeBlock position =
        CodeBlock.of(
            "$T.of($T.class, $S, null, number(), $N, $N, 0)$L",
            Position.class,
            model.header().definition().name(),
            plan.name(source),
            names.value(item),
            names.waypoints(),
            guards.tried());
    return MethodSpec.methodBuilder("position")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(Position.class)
        .addStatement("return $L", position)
        .build();
  }
}
