package dev.stageflow.processor.parse;

import dev.stageflow.processor.check.name.NameSignature;
import dev.stageflow.processor.declaration.Annotations;
import dev.stageflow.processor.declaration.Method;
import dev.stageflow.processor.declaration.TypeTool;
import dev.stageflow.processor.diagnostic.DefinitionError;
import dev.stageflow.processor.diagnostic.Location;
import dev.stageflow.processor.diagnostic.NameMessage;
import dev.stageflow.processor.model.MethodModel;
import dev.stageflow.processor.parse.member.MemberResolver;
import dev.stageflow.processor.parse.member.ParseContext;
import dev.stageflow.processor.parse.member.Unready;
import dev.stageflow.processor.parse.outline.Arguments;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Reads the methods that are called when something ends: they take upstream values, no more. */
final class Hooks {
  private final MemberResolver named;
  private final Methods methods;
  private final TypeTool tool;

  Hooks(ParseContext context, Methods methods) {
    this.named = new MemberResolver(context);
    this.methods = methods;
    this.tool = context.tool();
  }

  /** The method that a part of a stage's annotation names, or null if it names none. */
  @Nullable MethodModel read(
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
    NameSignature.checkGives(method, TypeKind.VOID, NameMessage.NOT_VOID, place, tool);
    return methods.model(method, List.of(), scope);
  }
}
