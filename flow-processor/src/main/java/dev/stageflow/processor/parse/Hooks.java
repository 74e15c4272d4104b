package dev.stageflow.processor.parse;

import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.SourceTypes;
import dev.stageflow.processor.declaration.StageMethod;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.message.NameMessage;
import dev.stageflow.processor.model.Hook;
import dev.stageflow.processor.model.call.Unwrapping;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import dev.stageflow.processor.parse.outline.Methods;
import dev.stageflow.processor.parse.signature.Results;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Reads the hooks of contexts and sequences, which take upstream values only. */
final class Hooks {
  private final MemberResolver named;
  private final Methods methods;
  private final TypeTool tool;
  private final Results results;
  private final OutputReader outputs;

  Hooks(ParseContext context, Methods methods, OutputReader outputs) {
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.tool = context.tool();
    this.results = new Results(tool);
    this.outputs = outputs;
  }

  /** The method that a value of a stage's annotation names, or null if it names none. */
  @Nullable Hook read(
      ExecutableElement stage,
      AnnotationMirror annotation,
      String part,
      List<Arguments.Candidate> scope)
      throws DefinitionError, Unready {
    String name = Annotations.string(annotation, part);
    if (name.isEmpty()) {
      return null;
    }
    Location place = Annotations.place(stage, annotation, part);
    Method method = named.method(name, place);
    NameSignature.checkTakesNothing(method, place);
    AnnotationMirror output = Annotations.find(method.element(), StageMethod.OUTPUT).orElse(null);
    if (output == null) {
      NameSignature.checkGives(method, TypeKind.VOID, NameMessage.NOT_VOID, place, tool);
      return new Hook(methods.model(method, List.of(), scope), Unwrapping.NONE, null, null);
    }
    Results.Result result = results.of(method.returns());
    outputs.addHook(method, output, result.type());
    return new Hook(
        result.called(methods.model(method, List.of(), scope)),
        result.unwrapping(),
        Annotations.string(output, "value"),
        result.type() == null ? null : SourceTypes.name(tool.boxed(result.type())));
  }
}
