package dev.stageflow.processor.write.frame;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.stageflow.internal.frame.FlowStack;
import dev.stageflow.internal.frame.Frame;
import dev.stageflow.internal.frame.Parts;
import dev.stageflow.internal.plan.FlowPlan;
import dev.stageflow.internal.plan.Level;
import dev.stageflow.internal.save.DurableFrame;
import dev.stageflow.processor.model.ElementModel;
import dev.stageflow.processor.model.FlowModel;
import dev.stageflow.processor.model.Value;
import dev.stageflow.processor.write.expression.FlowNames;
import dev.stageflow.processor.write.expression.FrameTypes;
import dev.stageflow.processor.write.expression.FrameVariables;
import dev.stageflow.processor.write.expression.References;
import dev.stageflow.processor.write.expression.StorableWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the class of one level's frame, in the order of its members. */
public final class FrameWriter {
  private final FlowModel model;
  private final FlowPlan plan;
  private final FlowNames names;
  private final Level level;
  private final Layout layout;
  private final FrameVariables variables;
  private final FrameState state;
  private final List<CodeBlock> steps;
  private final @Nullable LoopMethod loop;
  private final @Nullable SourceWriter source;
  private final GuardWriter guards;
  private final List<MethodSpec> guardMethods;
  private final @Nullable SaveWriter saving;

  /**
   * Makes the writer of one frame.
   *
   * @param values writes the values of a durable definition; null for another one
   */
  public FrameWriter(
      FlowModel model,
      FlowNames names,
      FrameTypes types,
      Level level,
      @Nullable StorableWriter values) {
    this.model = model;
    this.plan = model.plan();
    this.names = names;
    this.level = level;
    this.layout = new Layout(level, model, names);
    this.variables = new FrameVariables(level.index(), plan, names);
    this.state = new FrameState(model, names, types, level);
    this.guards = new GuardWriter(model, layout.guarded(), names, variables);
    this.guardMethods = guards.methods();
    this.steps = new StepsWriter(model, layout, names, variables).steps();
    this.source = source(types);
    this.loop = source == null ? null : new LoopMethod(model, layout, names, variables, source);
    this.saving =
        values == null
            ? null
            : new SaveWriter(model, names, types, layout, variables, values, source, state);
  }

  private @Nullable SourceWriter source(FrameTypes types) {
    if (level.kind() == Level.Kind.PARALLEL) {
      int stage = level.element();
      return SourceWriter.of(types.window(stage), types.inFlight(stage), stageName());
    }
    return level.kind() == Level.Kind.SEQUENCE
        ? SourceWriter.of(
            (ElementModel.Sequence) model.elements().get(level.element()),
            stageName(),
            model.isDurable(),
            recovering())
        : null;
  }

  /** The call of the level's sequence, if the source may be a recovery's. */
  private @Nullable CodeBlock recovering() {
    return model.guards().get(level.element()).recoveries().isEmpty()
        ? null
        : variables.member(level.parent(), names.guarded(level.element()));
  }

  private String stageName() {
    return plan.name(level.element());
  }

  /** The lines of the level in the saved form of a durable definition. */
  public List<String> savedForm() {
    return saving == null ? List.of() : saving.form();
  }

  /** The references of the frame's own code. */
  public References references() {
    if (loop != null) {
      loop.code();
    }
    if (saving != null) {
      saving.methods(List.of());
      if (level.kind() != Level.Kind.RUN) {
        // The run's frame sets these fields to its constructor's arguments.
        saving.constructed();
      }
    }
    return variables.references();
  }

  /**
   * Writes the class.
   *
   * @param outer the references of the frame, for itself and for inner frames
   * @param inner the levels whose frames this one holds
   */
  public TypeSpec write(References outer, List<Level> inner) {
    TypeSpec.Builder frame =
        TypeSpec.classBuilder(names.frameClass(level.index()))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(model.header().definition().typeVariables())
            .superclass(saving == null ? Frame.class : DurableFrame.class)
            .addJavadoc("$L\n", purpose());
    stepConstants(frame);
    // A trace does not show the part that runs ahead of a stage as a level of its own.
    boolean isTraced = level.kind() != Level.Kind.AHEAD;
    TraceWriter tracing = new TraceWriter(layout, names, model.header().definition().name());
    if (isTraced) {
      frame.addField(tracing.waypoints());
    }
    FrameLinks links = new FrameLinks(model, names, level, outer, inner);
    frame.addFields(links.fields());
    state(frame);
    frame.addMethod(links.constructor(saving == null ? CodeBlock.of("") : saving.constructed()));
    frame.addMethods(entering());
    frame.addMethod(run());
    if (loop != null) {
      loop.iteratorMethod().ifPresent(frame::addMethod);
    }
    frame.addMethods(resume());
    frame.addMethods(guardMethods);
    frame.addMethods(state.methods());
    if (source != null) {
      frame.addMethod(end());
    }
    if (source != null && layout.mayBeLeft()) {
      frame.addMethod(endSource(source));
    }
    frame.addMethod(close());
    if (saving != null) {
      frame.addMethods(saving.methods(inner));
    }
    if (level.kind() == Level.Kind.PARALLEL || model.hasForks(level)) {
      frame.addMethod(parts());
    }
    if (isTraced) {
      frame.addMethod(position(tracing));
      tracing.reached(variables).ifPresent(frame::addMethod);
    }
    return frame.build();
  }

  private MethodSpec parts() {
    boolean parallel = level.kind() == Level.Kind.PARALLEL;
    return MethodSpec.methodBuilder("parts")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(Parts.class)
        .addStatement(
            "return $L",
            parallel && model.hasForks(level)
                ? "source.with(forks)"
                : parallel ? "source" : "forks")
        .build();
  }

  /** The value that the level is processing; null if a trace shows none. */
  private @Nullable Value itemInHand() {
    return switch (level.kind()) {
      case RUN -> model.inputValue();
      case SEQUENCE, SUBFLOW, TAIL, PARALLEL -> model.elements().get(level.element()).value();
      case FLUSH, AHEAD, GROUP -> null;
    };
  }

  private MethodSpec position(TraceWriter tracing) {
    Value shown = itemInHand();
    String inHand =
        level.kind() == Level.Kind.GROUP
            ? names.groupKey(level.element())
            : shown == null ? "null" : names.value(shown.id());
    CodeBlock item = CodeBlock.of("$L", inHand);
    CodeBlock taken =
        source == null ? CodeBlock.of("") : CodeBlock.of("source, $L, ", source.taken());
    CodeBlock extent = source == null ? CodeBlock.of("") : source.extent();
    return tracing.position(plan.name(level.element()), taken, item, extent, guards.tried());
  }

  private String purpose() {
    return switch (level.kind()) {
      case RUN -> "One run: what happens to its input.";
      case SEQUENCE -> "What happens to each item of {@code " + stageName() + "}.";
      case SUBFLOW -> "What happens to each output of {@code " + stageName() + "}.";
      case AHEAD -> "What runs ahead of {@code " + stageName() + "}.";
      case PARALLEL -> "What happens to each value of {@code " + stageName() + "}.";
      case FLUSH -> "What {@code " + stageName() + "} has gathered when its time is over.";
      case GROUP -> "A group of items that share the context of {@code " + stageName() + "}.";
      case TAIL -> "What happens to a value that {@code " + stageName() + "} passes on.";
    };
  }

  private void stepConstants(TypeSpec.Builder frame) {
    int number = 0;
    if (layout.isLoop()) {
      frame.addField(constant(names.next(), number++));
    }
    for (int i = 0; i < layout.steps().size(); i++) {
      frame.addField(constant(layout.name(i), number++));
    }
    if (!layout.isLoop()) {
      frame.addField(constant(names.end(), number));
    }
  }

  private static FieldSpec constant(String name, int number) {
    return FieldSpec.builder(TypeName.INT, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer("$L", number)
        .build();
  }

  /** The state that survives a pause. */
  private void state(TypeSpec.Builder frame) {
    if (source != null) {
      frame.addFields(source.fields());
    }
    frame.addFields(state.fields());
    frame.addFields(guards.fields());
    if (saving != null) {
      frame.addFields(saving.fields());
    }
    frame.addField(TypeName.INT, "step", Modifier.PRIVATE);
  }

  private List<MethodSpec> entering() {
    if (source != null) {
      if (saving != null && level.kind() == Level.Kind.PARALLEL) {
        return List.of(saving.enterWindow());
      }
      List<MethodSpec> entering = new ArrayList<>(List.of(source.enter()));
      if (source.isResumed()) {
        entering.add(source.resumes());
      }
      if (source.skips()) {
        entering.add(source.skip(skippedFails()));
      }
      return entering;
    }
    if (level.kind() == Level.Kind.RUN) {
      return List.of();
    }
    if (level.kind() == Level.Kind.AHEAD) {
      return List.of(entering("Starts to run ahead, on a stack of its own."));
    }
    if (level.kind() == Level.Kind.FLUSH) {
      return List.of(entering("Starts to pass on what was gathered."));
    }
    if (level.kind() == Level.Kind.GROUP) {
      return List.of(state.holds(), state.openGroup(), entering("Starts to close the group."));
    }
    boolean isCalled = level.kind() == Level.Kind.SUBFLOW;
    String value = names.value(level.element());
    TypeName type = Objects.requireNonNull(model.elements().get(level.element()).value()).type();
    return List.of(
        MethodSpec.methodBuilder("enter")
            .addJavadoc(isCalled ? "Starts an output on its way." : "Starts a value on its way.")
            .addParameter(FlowStack.class, "stack")
            .addParameter(type, value)
            .addStatement("this.$N = $N", value, value)
            .addStatement("step = $N", layout.name(0))
            .addStatement(isCalled ? "stack.call(this)" : "stack.push(this)")
            .build());
  }

  private @Nullable CodeBlock skippedFails() {
    return model.guards().get(level.element()).isNone()
        ? null
        : GuardWriter.sourceFailed(model, names, variables, level, CodeBlock.of("taken"));
  }

  private MethodSpec entering(String purpose) {
    return MethodSpec.methodBuilder("enter")
        .addJavadoc(purpose)
        .addParameter(FlowStack.class, "stack")
        .addStatement("step = $N", layout.name(0))
        .addStatement("stack.push(this)")
        .build();
  }

  private MethodSpec run() {
    MethodSpec.Builder run =
        MethodSpec.methodBuilder("run")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addParameter(FlowStack.class, "stack")
            .addParameter(TypeName.INT, "budget")
            .addException(Exception.class)
            .returns(TypeName.INT);
    if (loop != null) {
      return run.addCode(loop.code()).build();
    }
    return run.beginControlFlow("if (resume(stack))")
        .addStatement("return budget")
        .endControlFlow()
        .addStatement("stack.pop(this)")
        .addStatement("close()")
        .addStatement("return budget - 1")
        .build();
  }

  private List<MethodSpec> resume() {
    return new ResumeMethods(steps, layout).methods();
  }

  private MethodSpec end() {
    MethodSpec.Builder end =
        MethodSpec.methodBuilder("end")
            .addModifiers(Modifier.PRIVATE)
            .addJavadoc("Leaves the stack and closes the source.")
            .addParameter(FlowStack.class, "stack")
            .addException(Exception.class)
            .addStatement("stack.pop(this)");
    if (level.kind() == Level.Kind.SEQUENCE && !model.guards().get(level.element()).isNone()) {
      end.addStatement(
          "$L.end()", variables.member(level.parent(), names.guarded(level.element())));
    }
    return end.addStatement("close()").build();
  }

  private static MethodSpec endSource(SourceWriter source) {
    MethodSpec.Builder end =
        MethodSpec.methodBuilder("endSource")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addCode(source.close());
    if (source.canFailToClose()) {
      end.addException(Exception.class);
    }
    return end.build();
  }

  private MethodSpec close() {
    MethodSpec.Builder close =
        MethodSpec.methodBuilder("close")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED);
    close.addCode(state.close());
    close.addCode(guards.close());
    if (source != null) {
      close.addCode(layout.mayBeLeft() ? CodeBlock.of("endSource();\n") : source.close());
      if (source.canFailToClose()) {
        close.addException(Exception.class);
      }
    }
    return close.build();
  }
}
