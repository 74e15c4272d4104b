package dev.stageflow.processor.parse;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.processor.check.name.BadOutput;
import dev.stageflow.processor.check.place.OutputPlace;
import dev.stageflow.processor.check.signature.Inaccessible;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.RecoverMethod;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.model.Header.NamedSink;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.ValueTypes;
import dev.stageflow.processor.parse.signature.Results;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the named sinks of a flow and their types. */
final class OutputReader {
  private final TypeElement definition;
  private final TypeTool tool;
  private final Inaccessible accessible;
  private final Results results;
  private final Errors errors;
  private final List<SinkOutput> hooks = new ArrayList<>();

  /** The outputs for the flow's own sink, in addition to those of its last stage. */
  private final List<SinkOutput> unnamed = new ArrayList<>();

  private final List<SinkOutput> named = new ArrayList<>();
  private final Map<String, TypeMirror> types = new LinkedHashMap<>();

  /** What a method gives to a sink. */
  record SinkOutput(Location place, String method, TypeMirror type, String sink) {}

  OutputReader(ParseContext context) {
    this.definition = context.definition();
    this.tool = context.tool();
    this.accessible = context.accessible();
    this.results = new Results(tool);
    this.errors = context.errors();
  }

  /** Adds the output of a hook. */
  void addHook(Method hook, AnnotationMirror output, @Nullable TypeMirror gives)
      throws DefinitionError {
    Location place = Annotations.place(hook.element(), output, "value");
    hooks.add(given(output, place, hook.name(), gives));
  }

  private static SinkOutput given(
      AnnotationMirror output, Location place, String method, @Nullable TypeMirror gives)
      throws DefinitionError {
    OutputPlace.checkGives(place, method, gives != null);
    return new SinkOutput(
        place, method, Objects.requireNonNull(gives), Annotations.string(output, "value"));
  }

  /** The outputs for named sinks. */
  List<SinkOutput> named() {
    return named;
  }

  /** The outputs of hooks. */
  List<SinkOutput> ofHooks() {
    return hooks;
  }

  /** Reads the named sinks of a definition whose stages were read. */
  List<NamedSink> read(List<StageMethod> stages, Outline outline, ValueTypes values) {
    for (StageMethod stage : stages) {
      AnnotationMirror output = stage.output();
      if (output != null && stage.kind() != StageMethod.Kind.FILTER) {
        TypeMirror gives = given(stage, outline, values);
        errors.check(() -> add(given(output, stage.outputPlace(), stage.name(), gives)));
      }
      for (RecoverMethod recover : stage.recoveries()) {
        AnnotationMirror rejects = recover.output();
        if (rejects != null) {
          TypeMirror gives = results.of(recover.method().returns()).type();
          errors.check(() -> add(given(rejects, recover.outputPlace(), recover.name(), gives)));
        }
      }
    }
    hooks.forEach(hook -> errors.check(() -> add(hook)));
    return types.entrySet().stream()
        .map(it -> new NamedSink(it.getKey(), SourceTypes.name(tool.boxed(it.getValue()))))
        .toList();
  }

  private static @Nullable TypeMirror given(StageMethod stage, Outline outline, ValueTypes values) {
    for (int i = 0; i < outline.elements().size(); i++) {
      if (outline.stages().get(i).equals(stage)
          && outline.elements().get(i).kind() == Element.Kind.OUTPUT) {
        return values.typeIfAny(outline.plan().itemOf(i));
      }
    }
    return null;
  }

  private void add(SinkOutput given) throws DefinitionError {
    if (given.sink().isEmpty()) {
      unnamed.add(given);
      return;
    }
    named.add(given);
    BadOutput.checkName(given.place(), given.sink());
    TypeMirror boxed = tool.boxed(given.type());
    TypeMirror takes = types.putIfAbsent(given.sink(), boxed);
    if (takes != null) {
      BadOutput.checkType(given.place(), given.sink(), boxed, takes, tool);
    }
  }

  /**
   * Reads the type of the flow's own outputs: the declared one, else that of the last stage, else
   * the first of the others.
   *
   * @param outline the stages
   * @param last the type of what the last stage gives; null for nothing
   * @return the type; null if there are no outputs
   */
  @Nullable TypeMirror ofFlow(Outline outline, @Nullable TypeMirror last) {
    TypeMirror declared = declared(definition, tool);
    TypeMirror type = declared;
    if (declared == null) {
      TypeMirror found = last == null && !unnamed.isEmpty() ? unnamed.get(0).type() : last;
      type = found == null ? null : tool.boxed(found);
    } else {
      errors.check(
          () ->
              BadOutput.checkDeclared(
                  place(),
                  declared,
                  !(declared instanceof DeclaredType named && tool.isRaw(named))
                      && accessible.canName(declared),
                  tool));
    }
    TypeMirror outputs = type;
    if (outputs != null) {
      if (declared != null && last != null) {
        StageMethod stage = outline.stages().get(outline.stages().size() - 1);
        errors.check(
            () -> BadOutput.checkIsOutput(stage.place(), stage.name(), last, outputs, tool));
      }
      for (SinkOutput it : unnamed) {
        errors.check(
            () -> BadOutput.checkIsOutput(it.place(), it.method(), it.type(), outputs, tool));
      }
    }
    return outputs;
  }

  private Location place() {
    return Annotations.place(
        definition, Annotations.find(definition, "FlowDefinition").orElseThrow(), "output");
  }

  /** The type that a definition declares for its outputs; null if it declares none. */
  static @Nullable TypeMirror declared(TypeElement definition, TypeTool tool) {
    Object output =
        Annotations.find(definition, "FlowDefinition")
            .map(mirror -> Annotations.value(mirror, "output"))
            .map(AnnotationValue::getValue)
            .orElse(null);
    return output instanceof TypeMirror type && type.getKind() != TypeKind.VOID
        ? tool.boxed(type)
        : null;
  }
}
