package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import dev.stageflow.internal.durable.DurableSubflow;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.plan.Step;
import dev.stageflow.internal.save.DurableEmission;
import dev.stageflow.internal.save.DurableFrame;
import dev.stageflow.internal.save.SavedReader;
import dev.stageflow.internal.save.SavedWriter;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Hook;
import dev.stageflow.processor.model.Storable;
import dev.stageflow.processor.write.expression.Calls;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.StorableWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes how the frame of a durable definition is saved and restored, field by field. */
final class SaveWriter {
  private final FlowModel model;
  private final FlowNames names;
  private final FrameTypes types;
  private final Layout layout;
  private final Level level;
  private final FrameVariables variables;
  private final StorableWriter values;
  private final @Nullable SourceWriter source;
  private final FrameState state;
  private final ParallelSteps parallels;

  SaveWriter(
      FlowModel model,
      FlowNames names,
      FrameTypes types,
      Layout layout,
      FrameVariables variables,
      StorableWriter values,
      @Nullable SourceWriter source,
      FrameState state) {
    this.model = model;
    this.names = names;
    this.types = types;
    this.layout = layout;
    this.level = layout.level();
    this.variables = variables;
    this.values = values;
    this.source = source;
    this.state = state;
    this.parallels = new ParallelSteps(model, layout, names, variables);
  }

  private boolean takesWindow() {
    return level.kind() == Level.Kind.PARALLEL;
  }

  /** The fields for outputs of hooks, for subflows, and for items in a parallel stage. */
  List<FieldSpec> fields() {
    List<FieldSpec> fields = new ArrayList<>();
    for (Step step : layout.emissions()) {
      fields.add(
          FieldSpec.builder(emission(step), names.emission(step), Modifier.PRIVATE, Modifier.FINAL)
              .build());
    }
    for (Step step : layout.subflows()) {
      fields.add(
          FieldSpec.builder(
                  subflow(step), names.subflow(step.element()), Modifier.PRIVATE, Modifier.FINAL)
              .build());
    }
    if (takesWindow()) {
      fields.add(
          FieldSpec.builder(restoredItems(), "restoredItems", Modifier.PRIVATE)
              .initializer("$T.of()", List.class)
              .build());
    }
    return fields;
  }

  private TypeName restoredItems() {
    return ParameterizedTypeName.get(ClassName.get(List.class), types.inFlight(level.element()));
  }

  private TypeName emission(Step step) {
    return ParameterizedTypeName.get(ClassName.get(DurableEmission.class), type(step));
  }

  private TypeName type(Step step) {
    return Objects.requireNonNull(model.hook(step).type());
  }

  private TypeName subflow(Step step) {
    return ParameterizedTypeName.get(
        ClassName.get(DurableSubflow.class),
        boxed(model.plan().itemOf(step.element())),
        boxed(step.element()));
  }

  private TypeName boxed(int value) {
    return model.value(value).type().box();
  }

  /** The statements of the constructor after those that set the links. */
  CodeBlock constructed() {
    Calls calls = new Calls(model, names, variables);
    CodeBlock.Builder code = CodeBlock.builder();
    for (Step step : layout.emissions()) {
      Hook hook = model.hook(step);
      code.add(
          "$N =\n$>$>new $T<>(\n$>$>$S,\n$S,\n$L,\n(out, value) -> $L,\nin -> $L);\n$<$<$<$<",
          names.emission(step),
          DurableEmission.class,
          layout.emissionName(step),
          model.plan().name(step.element()),
          calls.sink(Objects.requireNonNull(hook.output())),
          values.write(model.storable(type(step)), CodeBlock.of("value")),
          values.read(model.storable(type(step))));
    }
    for (Step step : layout.subflows()) {
      code.addStatement(
          "$N = new $T<>($S, $S, $L, () -> step = $N)",
          names.subflow(step.element()),
          DurableSubflow.class,
          layout.subflowName(step),
          model.plan().name(step.element()),
          model.guard(step).isNone() ? "null" : names.guarded(step.element()),
          layout.name(step));
    }
    return code.build();
  }

  /**
   * Writes the methods.
   *
   * @param inner the levels whose frames this one holds
   */
  List<MethodSpec> methods(List<Level> inner) {
    List<MethodSpec> methods = new ArrayList<>();
    methods.add(
        overriding("level", TypeName.get(String.class))
            .addStatement("return $S", layout.levelName())
            .build());
    List<CodeBlock> held = held(inner);
    if (!held.isEmpty()) {
      methods.add(
          overriding(
                  "inner",
                  ParameterizedTypeName.get(
                      ClassName.get(List.class), ClassName.get(DurableFrame.class)))
              .addStatement("return $T.of($L)", List.class, CodeBlock.join(held, ",$W"))
              .build());
    }
    if (level.kind() == Level.Kind.GROUP) {
      methods.add(overriding("isKept", TypeName.BOOLEAN).addStatement("return true").build());
    }
    if (takesWindow()) {
      methods.add(overriding("hasAhead", TypeName.BOOLEAN).addStatement("return true").build());
      methods.add(
          overriding("ahead", ClassName.get(FlowStack.class))
              .addStatement("return source == null ? null : source.ahead()")
              .build());
    }
    if (source != null && layout.mayBeLeft()) {
      methods.add(
          overriding("isLeft", TypeName.BOOLEAN).addStatement("return source == null").build());
    }
    methods.add(save());
    methods.add(restore());
    if (level.kind() == Level.Kind.SEQUENCE || takesWindow()) {
      methods.add(reopens());
    }
    if (!startedAgain().isEmpty()) {
      methods.add(
          overriding("restart", TypeName.VOID)
              .addParameter(FlowStack.class, "stack")
              .addCode(startedAgain())
              .build());
    }
    return methods;
  }

  /** The frames that this one holds. */
  private List<CodeBlock> held(List<Level> inner) {
    List<CodeBlock> frames = new ArrayList<>();
    inner.forEach(level -> frames.add(CodeBlock.of("$N", names.frameField(level.index()))));
    layout.emissions().forEach(step -> frames.add(CodeBlock.of("$N", names.emission(step))));
    layout
        .subflows()
        .forEach(step -> frames.add(CodeBlock.of("$N", names.subflow(step.element()))));
    return frames;
  }

  /** The forks that the level starts. */
  private List<Integer> forks() {
    return layout.steps().stream()
        .filter(step -> step.kind() == Step.Kind.FORK)
        .map(Step::element)
        .toList();
  }

  /** The state of the frame, in the order in which it is written. */
  private List<SavedPart> parts() {
    List<SavedPart> parts = new ArrayList<>();
    if (source != null) {
      for (FieldSpec field : source.counts()) {
        parts.add(part(savedName(field) + " " + model.plan().name(level.element()), field));
      }
    }
    for (FrameState.Saved saved : state.saved()) {
      parts.add(
          saved.fork() == FlowPlan.NO_VALUE
              ? part(saved.name(), saved.field())
              : fork(saved.fork()));
    }
    for (int element : layout.guarded()) {
      String guarded = names.guarded(element);
      if (model.guards().get(element).retry() != null) {
        parts.add(
            new SavedPart(
                List.of("tries " + model.plan().name(element)),
                statement("out.writeInt($N.failedTries())", guarded),
                statement("$N.restoreTries(in.readInt())", guarded)));
      }
      if (mayBeRecovered(element)) {
        parts.add(
            new SavedPart(
                List.of("is-recovered " + model.plan().name(element)),
                statement("out.writeBoolean($N.isRecovered())", guarded),
                statement("$N.restoreRecovered(in.readBoolean())", guarded)));
        if (model.guards().get(element).timeoutMillis() != null) {
          parts.add(
              new SavedPart(
                  List.of("is-late " + model.plan().name(element)),
                  statement("out.writeBoolean($N.isLate())", guarded),
                  statement("$N.restoreLate(in.readBoolean())", guarded)));
        }
      }
    }
    if (takesWindow()) {
      parts.add(window());
    }
    return parts;
  }

  private static String savedName(FieldSpec count) {
    return switch (count.name) {
      case FlowNames.LAST_TAKEN -> "last-taken";
      case FlowNames.TAKEN_BEFORE -> "taken-before";
      default -> "taken";
    };
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }

  /**
   * A field.
   *
   * @param name its name in the saved form: the field's may change with a parameter's
   */
  private SavedPart part(String name, FieldSpec field) {
    Storable type = model.storable(field.type);
    return new SavedPart(
        List.of(name + " " + type.form()),
        statement("$L", values.write(type, CodeBlock.of("$N", field.name))),
        statement("$N = $L", field.name, values.read(type)));
  }

  private boolean mayBeRecovered(int element) {
    ElementModel stage = model.elements().get(element);
    return (stage instanceof ElementModel.Sequence || stage instanceof ElementModel.Subflow)
        && !model.guards().get(element).recoveries().isEmpty();
  }

  private SavedPart fork(int fork) {
    String field = names.value(fork);
    return new SavedPart(
        startedWith("fork", fork),
        CodeBlock.builder()
            .addStatement("out.writeBoolean($N != null)", field)
            .beginControlFlow("if ($N != null)", field)
            .addStatement("$N.save(out)", field)
            .endControlFlow()
            .build(),
        statement("$N = in.readBoolean() ? $L : null", field, started(fork)));
  }

  /** The items in a parallel stage. */
  private SavedPart window() {
    int stage = level.element();
    String item = names.inFlight(stage);
    return new SavedPart(
        startedWith("in-flight", stage),
        CodeBlock.builder()
            .addStatement(
                "$T<$T> items = source == null ? restoredItems : source.items()",
                Collection.class,
                types.inFlight(stage))
            .addStatement("out.writeInt(items.size())")
            .beginControlFlow("for ($T $N : items)", types.inFlight(stage), item)
            .addStatement("$N.save(out)", item)
            .endControlFlow()
            .build(),
        CodeBlock.builder()
            .addStatement("restoredItems = new $T<>()", ArrayList.class)
            .beginControlFlow("for (int left = in.readSize(); left > 0; left--)")
            .add(readItem(stage, item))
            .endControlFlow()
            .build());
  }

  private CodeBlock readItem(int stage, String item) {
    if (!(model.elements().get(stage) instanceof ElementModel.Subflow)) {
      return statement("restoredItems.add($L)", started(stage));
    }
    return CodeBlock.builder()
        .addStatement("$T $N = $L", types.inFlight(stage), item, started(stage))
        .addStatement("$N.restoreTaken(in.readLong())", item)
        .addStatement("restoredItems.add($N)", item)
        .build();
  }

  /** The lines of the saved form for the values that a stage was started with. */
  private List<String> startedWith(String kind, int stage) {
    return new InFlightWriter(model, names, stage, values)
        .values().stream()
            .map(
                value ->
                    "%s-%s %s %s"
                        .formatted(
                            kind,
                            model.plan().name(stage),
                            model.plan().name(value),
                            model.storable(model.value(value).type()).form()))
            .toList();
  }

  private MethodSpec save() {
    MethodSpec.Builder save =
        overriding("save", TypeName.VOID)
            .addParameter(SavedWriter.class, "out")
            .addStatement("out.writeInt(step)");
    parts().forEach(part -> save.addCode(part.write()));
    return save.build();
  }

  private MethodSpec restore() {
    MethodSpec.Builder restore =
        overriding("restore", TypeName.VOID)
            .addParameter(SavedReader.class, "in")
            .addStatement("step = in.readIndex($L)", layout.steps().size() + 1);
    parts().forEach(part -> restore.addCode(part.read()));
    return restore.build();
  }

  /** The lines of the level, and of the outputs of its hooks, in the saved form. */
  List<String> form() {
    List<String> lines = new ArrayList<>();
    lines.add("level " + layout.levelName());
    layout.steps().forEach(step -> lines.add("  " + layout.stepName(step)));
    parts().forEach(part -> part.lines().forEach(line -> lines.add("  " + line)));
    for (Step step : layout.emissions()) {
      lines.add("level " + layout.emissionName(step));
      lines.add("  value output " + model.storable(type(step)).form());
    }
    layout.subflows().forEach(step -> lines.add("level " + layout.subflowName(step)));
    return lines;
  }

  /** Starts a stage again; its values are read in their order. */
  private CodeBlock started(int stage) {
    return parallels.started(stage, value -> InFlightWriter.read(model, values, value));
  }

  /** Has the outer frame open this one's source again. */
  private MethodSpec reopens() {
    Layout outer = new Layout(model.plan().levels().get(level.parent()), model, names);
    String step =
        takesWindow() ? outer.nameOfOpening(level.element()) : outer.nameOfEntering(level);
    return overriding("reopens", TypeName.BOOLEAN)
        .addStatement(
            "$L = $L.$N",
            variables.member(level.parent(), "step"),
            names.frameClass(level.parent()),
            step)
        .addStatement(
            // Items may be in a parallel stage though none has come out of it.
            source == null || takesWindow()
                ? CodeBlock.of("return true")
                : CodeBlock.of("return reopens($L > 0)", source.taken()))
        .build();
  }

  /** Starts the timers of accumulators, and the forks of the item in hand. */
  private CodeBlock startedAgain() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (int accumulate = 0; accumulate < model.elements().size(); accumulate++) {
      // The value is processed on the stack for which the timer is set.
      if (names.hasTimer(accumulate) && model.plan().gatheringLevel(accumulate) == level.index()) {
        code.beginControlFlow("if ($L)", variables.filled(accumulate))
            .addStatement("$L.begin(stack)", variables.timer(accumulate))
            .endControlFlow();
      }
    }
    for (int fork : forks()) {
      code.beginControlFlow("if ($N != null)", names.value(fork))
          .addStatement("forks.start(stack, $N)", names.value(fork))
          .endControlFlow();
    }
    return code.build();
  }

  /** Starts to take the items of a parallel stage, including those that were in it. */
  MethodSpec enterWindow() {
    int stage = level.element();
    String item = names.inFlight(stage);
    return MethodSpec.methodBuilder("enter")
        .addJavadoc("Starts to walk what {@code $L} returned.", model.plan().name(stage))
        .addParameter(FlowStack.class, "stack")
        .addParameter(types.window(stage), "source")
        .addException(Exception.class)
        .addStatement("this.source = source")
        .addStatement("stack.push(this)")
        .beginControlFlow("if (!isRestored())")
        .addStatement("taken = 0")
        .addStatement("return")
        .endControlFlow()
        .addStatement("restoredAhead(source.ahead())")
        .addStatement("source.restore(taken)")
        .beginControlFlow("for ($T $N : restoredItems)", types.inFlight(stage), item)
        .addStatement("source.restore($N)", item)
        .endControlFlow()
        .addStatement("restoredItems = $T.of()", List.class)
        .addStatement("restored(stack)")
        .build();
  }

  private static MethodSpec.Builder overriding(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(returns);
  }

  /**
   * A part of a durable frame's state, and how it is saved.
   *
   * @param lines its lines in the saved form
   * @param write the statements that write it
   * @param read the statements that read it
   */
  private record SavedPart(List<String> lines, CodeBlock write, CodeBlock read) {}
}
