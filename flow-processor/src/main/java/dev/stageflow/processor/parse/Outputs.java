package dev.stageflow.processor.parse;

import dev.stageflow.internal.plan.Element;
import dev.stageflow.processor.check.name.BadOutput;
import dev.stageflow.processor.check.place.OutputPlace;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Recover;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.Stage;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.model.FlowModel.Output;
import dev.stageflow.processor.parse.member.Errors;
import dev.stageflow.processor.parse.outline.Outline;
import dev.stageflow.processor.parse.outline.Values;
import dev.stageflow.processor.parse.signature.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads which sinks a flow takes beside that of its outputs, and the type of what each takes. */
final class Outputs {
  private final TypeTool tool;
  private final Results results;
  private final Errors errors;
  private final Map<String, TypeMirror> types = new LinkedHashMap<>();

  Outputs(TypeTool tool, Errors errors) {
    this.tool = tool;
    this.results = new Results(tool);
    this.errors = errors;
  }

  /** Reads the sinks of a definition whose stages were read. */
  List<Output> read(List<Stage> stages, Outline outline, Values values) {
    for (Stage stage : stages) {
      AnnotationMirror output = stage.output();
      if (output != null && stage.kind() != Stage.Kind.FILTER) {
        add(output, stage.outputPlace(), stage.name(), given(stage, outline, values));
      }
      for (Recover recover : stage.recovers()) {
        AnnotationMirror rejects = recover.output();
        if (rejects != null) {
          TypeMirror gives = results.of(recover.method().returns()).type();
          add(rejects, recover.outputPlace(), recover.name(), gives);
        }
      }
    }
    return types.entrySet().stream()
        .map(it -> new Output(it.getKey(), SourceTypes.name(tool.boxed(it.getValue()))))
        .toList();
  }

  private static @Nullable TypeMirror given(Stage stage, Outline outline, Values values) {
    for (int i = 0; i < outline.elements().size(); i++) {
      if (outline.stages().get(i).equals(stage)
          && outline.elements().get(i).kind() == Element.Kind.OUTPUT) {
        return values.typeIfAny(outline.plan().itemOf(i));
      }
    }
    return null;
  }

  private void add(
      AnnotationMirror output, Location place, String method, @Nullable TypeMirror gives) {
    String name = Annotations.string(output, "value");
    errors.check(() -> add(place, name, method, gives));
  }

  private void add(Location place, String name, String method, @Nullable TypeMirror gives)
      throws DefinitionError {
    OutputPlace.checkGives(place, method, gives != null);
    BadOutput.checkName(place, name);
    if (gives != null) {
      TypeMirror takes = types.putIfAbsent(name, tool.boxed(gives));
      if (takes != null) {
        BadOutput.checkType(place, name, tool.boxed(gives), takes, tool);
      }
    }
  }
}
